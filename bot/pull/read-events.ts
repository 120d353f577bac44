import { statusOf } from '../../core/io/github/client.ts'
import { isLimited } from '../../core/io/github/waiting-fetch.ts'
import { LEDGER_BRANCH } from '../../core/ledger/branch.ts'
import type { AuditEvent } from '../../core/ledger/event.ts'
import { eventOfMessage } from '../../core/ledger/event-file.ts'
import type { RepositoryAccess } from '../github.ts'

/**
 * Events of the ledger since a moment, oldest first: a hundred a request. None where there is no ledger yet.
 *
 * @param since ISO 8601
 */
export async function readEvents({ at, client }: RepositoryAccess, since: string): Promise<AuditEvent[]> {
  const list = { ...at, sha: LEDGER_BRANCH, since, per_page: 100 }
  try {
    const commits = await client.paginate(client.rest.repos.listCommits, list)
    return commits.flatMap(({ commit }) => eventOfMessage(commit.message) ?? []).reverse()
  } catch (error) {
    const status = statusOf(error)
    if ((status === 404 || status === 409) && !isLimited(error)) return []
    throw error
  }
}
