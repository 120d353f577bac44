import type { Octokit } from '@octokit/rest'
import { LEDGER_BRANCH } from '../../ledger/branch.ts'
import type { AuditEvent } from '../../ledger/event.ts'
import { eventOfMessage } from '../../ledger/event-file.ts'
import { explainRequest, type Repository, statusOf } from './client.ts'

/** Events of the ledger, and the commit at which they were read. */
export interface LedgerEvents {
  /** The branch's newest commit; undefined where there is no ledger. */
  readonly head: string | undefined
  /** Oldest first. */
  readonly events: readonly AuditEvent[]
}

/** At once: as many as GitHub lists. */
const PAGE = 100

/** Clocks of those who write may be this far apart, as `contender audit verify` has it. */
const APART_MS = 24 * 3_600_000

/**
 * Audit events by the messages of the ledger's commits: one request for a hundred of them, and none for their files.
 *
 * GitHub is not asked for what came after `since`: it would say nothing of the head where nothing did, and go by the
 * clocks of those who wrote. So commits are listed from the newest on, and the first one listed is the head, of
 * which all others are ancestors: who writes on condition of this head has seen every event before it.
 *
 * @param since of what happened before, nothing older than a day is needed
 * @returns all events since then; perhaps some from before. Events of older versions, whose message has no body, are not
 *   among them
 * @throws {UserError} if GitHub does not give them; its `cause` is the request
 */
export async function ledgerEvents(
  client: Octokit,
  at: Repository,
  { since }: { readonly since: Date },
): Promise<LedgerEvents> {
  const events: AuditEvent[] = []
  const from = since.getTime() - APART_MS
  let head: string | undefined
  for (let page = 1; ; page++) {
    // From the second page on by its name: the branch may have moved, and the pages with it.
    const commits = await commitsOf(client, { ...at, sha: head ?? LEDGER_BRANCH, page, per_page: PAGE })
    head ??= commits[0]?.sha
    events.unshift(...commits.toReversed().flatMap(({ commit }) => eventOfMessage(commit.message) ?? []))
    const oldest = commits.at(-1)?.commit.committer?.date
    if (commits.length < PAGE || (oldest !== undefined && Date.parse(oldest) < from)) return { head, events }
  }
}

async function commitsOf(client: Octokit, list: Parameters<Octokit['rest']['repos']['listCommits']>[0] & object) {
  try {
    return (await client.rest.repos.listCommits(list)).data
  } catch (error) {
    if ([404, 409].includes(statusOf(error) ?? 0)) return []
    throw explainRequest(`${LEDGER_BRANCH} of ${list!.owner}/${list!.repo}`, error, 'contents: read')
  }
}
