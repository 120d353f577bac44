import type { Octokit } from '@octokit/rest'
import { LEDGER_BRANCH } from '../../ledger/branch.ts'
import type { AuditEvent } from '../../ledger/event.ts'
import { eventOfMessage } from '../../ledger/event-file.ts'
import { explainRequest, type Repository, statusOf } from './client.ts'

/**
 * Audit events of the ledger since a time, oldest first, told by the messages of its commits: a request for each
 * hundred. None where there is no ledger yet.
 */
export async function ledgerEvents(client: Octokit, at: Repository, since: string): Promise<AuditEvent[]> {
  const asked = { ...at, sha: LEDGER_BRANCH, since, per_page: 100 }
  const commits = await client.paginate(client.rest.repos.listCommits, asked).catch((error: unknown) => {
    // An empty repository has no commits at all, and says so by a conflict.
    if ([404, 409].includes(statusOf(error) ?? 0)) return []
    throw explainRequest(`${LEDGER_BRANCH} of ${at.owner}/${at.repo}`, error, 'contents: read')
  })
  return commits.flatMap(({ commit }) => eventOfMessage(commit.message) ?? []).reverse()
}
