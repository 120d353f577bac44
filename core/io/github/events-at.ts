import type { Octokit } from '@octokit/rest'
import type { AuditEvent } from '../../ledger/event.ts'
import { eventOfMessage } from '../../ledger/event-file.ts'
import type { Repository } from './client.ts'

/** An event of the ledger, and when its commit was made. */
export interface CommittedEvent {
  readonly event: AuditEvent
  readonly at: Date
}

/**
 * Audit events of the ledger as it is at one commit, from some time on, the oldest first: a request for each hundred.
 *
 * @param head of the ledger
 */
export async function eventsAt(client: Octokit, at: Repository, head: string, since: Date): Promise<CommittedEvent[]> {
  const asked = { owner: at.owner, repo: at.repo, sha: head, since: since.toISOString(), per_page: 100 }
  const commits = await client.paginate(client.rest.repos.listCommits, asked)
  return commits
    .flatMap(({ commit: { committer, message } }) => {
      const event = eventOfMessage(message)
      return event === undefined ? [] : [{ event, at: new Date(committer!.date!) }]
    })
    .reverse()
}
