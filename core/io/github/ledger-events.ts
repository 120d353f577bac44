import type { Octokit } from '@octokit/rest'
import { LEDGER_BRANCH } from '../../ledger/branch.ts'
import type { AuditEvent } from '../../ledger/event.ts'
import { eventOfMessage } from '../../ledger/event-file.ts'
import { appOfCommit, type ToldOfCommit } from './app-of-commit.ts'
import { explainRequest, type Repository, statusOf } from './client.ts'

/** Events of the ledger, and the commit at which they were read. */
export interface LedgerEvents {
  /** The branch's newest commit; undefined where there is no ledger. */
  readonly head: string | undefined
  /** What an App that is believed did in this repository, oldest first. */
  readonly signed: readonly AuditEvent[]
  /** The same with what people and workflows say of themselves between it, which whoever may push can write. */
  readonly told: readonly AuditEvent[]
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
 * An event is the App's only where GitHub says that the App made its commit, and the event names this repository: a
 * commit keeps its signature wherever it is pushed to. One that says that it came by way of the App, and did not, is
 * passed over, as if it were not there.
 *
 * @param apps logins of the Apps that are believed: `contender[bot]`
 * @param repository number of the repository
 * @param since of what happened before, nothing older than a day is needed
 * @returns all events since then; perhaps some from before. Events of older versions, whose message has no body, are not
 *   among them
 * @throws {UserError} if GitHub does not give them; its `cause` is the request
 */
export async function ledgerEvents(
  client: Octokit,
  at: Repository,
  { since, ...trusted }: Trusted & { readonly since: Date },
): Promise<LedgerEvents> {
  const told: AuditEvent[] = []
  const from = since.getTime() - APART_MS
  let head: string | undefined
  for (let page = 1; ; page++) {
    // From the second page on by its name: the branch may have moved, and the pages with it.
    const commits = await commitsOf(client, { ...at, sha: head ?? LEDGER_BRANCH, page, per_page: PAGE })
    head ??= commits[0]?.sha
    told.unshift(...commits.toReversed().flatMap((commit) => eventOf(commit, trusted) ?? []))
    const oldest = commits.at(-1)?.commit.committer?.date
    if (commits.length === PAGE && (oldest === undefined || Date.parse(oldest) >= from)) continue
    return { head, signed: told.filter(({ by }) => by.via === 'app'), told }
  }
}

/** Events of the ledger as one App reads them, which believes itself alone. */
export function eventsSince({ app, at, client, repositoryId }: LedgerReader, since: Date): Promise<LedgerEvents> {
  return ledgerEvents(client, at, { apps: [app.login], repository: repositoryId, since })
}

/** Who reads as an App, and where. */
export interface LedgerReader {
  readonly app: { readonly login: string }
  readonly at: Repository
  readonly repositoryId: number
  readonly client: Octokit
}

interface Trusted {
  readonly apps: readonly string[]
  readonly repository: number
}

function eventOf(
  commit: ToldOfCommit & { readonly commit: { readonly message: string } },
  { apps, repository }: Trusted,
): AuditEvent | undefined {
  const event = eventOfMessage(commit.commit.message)
  if (event?.by.via !== 'app') return event
  const app = appOfCommit(commit)
  return app !== null && apps.includes(app) && event.repository === repository ? event : undefined
}

async function commitsOf(client: Octokit, list: Parameters<Octokit['rest']['repos']['listCommits']>[0] & object) {
  try {
    return (await client.rest.repos.listCommits(list)).data
  } catch (error) {
    if ([404, 409].includes(statusOf(error) ?? 0)) return []
    throw explainRequest(`${LEDGER_BRANCH} of ${list!.owner}/${list!.repo}`, error, 'contents: read')
  }
}
