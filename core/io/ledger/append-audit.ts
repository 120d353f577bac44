import type { Octokit } from '@octokit/rest'
import { UserError } from '../../errors.ts'
import type { AuditEvent } from '../../ledger/event.ts'
import type { GitHubPlace, Repository } from '../github/client.ts'
import { eventsSince } from '../github/ledger-events.ts'
import { append, backOff, type Waiting } from './append.ts'
import { githubLedger } from './github.ts'

/** What writing a ledger at GitHub needs. */
export interface LedgerAccess extends Waiting {
  readonly at: Repository
  readonly client: Octokit
  readonly place: GitHubPlace
  /** As whom it is written: `contender[bot]`. */
  readonly app: { readonly login: string }
}

export interface Once {
  /** When what is to be told happened, or before: older events are not looked at. */
  readonly since: Date
  /** Whether an event tells it already. */
  readonly is: (event: AuditEvent) => boolean
}

/** What became of an event: it was there already, was added, or nothing was to be told. */
export type Appended =
  | { readonly did: 'found' | 'added'; readonly event: AuditEvent; readonly head: string }
  | { readonly did: 'nothing' }

const PATIENCE_MS = 60_000

/**
 * Tells something in the ledger exactly once, whoever else is asked to tell it, at once or again: what is there is
 * read, and an event is written only if nothing was added meanwhile. Else it is read, and decided, again.
 *
 * @param make the event, from all events since then, oldest first; undefined: nothing is to be told after all. It is
 *   called again where another writer was faster
 * @param once how an event that tells it already is known: `{ is: ({ comment }) => comment === id, since }`
 * @throws {UserError} if the ledger cannot be written to, or others were faster for a minute
 */
export async function appendAudit(
  access: LedgerAccess,
  make: (events: readonly AuditEvent[]) => AuditEvent | undefined,
  { is, since }: Once,
): Promise<Appended> {
  const { clock, patience = PATIENCE_MS, place } = access
  const ledger = githubLedger(place)
  const start = clock()
  for (let attempt = 1; ; attempt++) {
    const began = clock()
    const { events, head } = await eventsSince(access, since)
    const found = events.find(is)
    if (found !== undefined) return { did: 'found', event: found, head: head! }
    const event = make(events)
    if (event === undefined) return { did: 'nothing' }
    const added = await append(ledger, [event], [], access, { head })
    if (typeof added !== 'string') return { did: 'added', event, head: added.head }
    if (clock() - start > patience) {
      throw new UserError(
        `Cannot write to ${ledger.place}, nothing was written: other writers were faster for a minute; try again`,
      )
    }
    await backOff(access, began, attempt)
  }
}
