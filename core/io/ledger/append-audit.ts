import { UserError } from '../../errors.ts'
import type { AuditEvent } from '../../ledger/event.ts'
import type { GitHubPlace } from '../github/client.ts'
import { eventsSince, type LedgerReader } from '../github/ledger-events.ts'
import { append, backOff, type Waiting } from './append.ts'
import { githubLedger } from './github.ts'

/** What writing a ledger at GitHub needs. */
export interface LedgerAccess extends Waiting, LedgerReader {
  readonly place: GitHubPlace
}

export interface Once {
  /** When what is to be told happened, or before: older events are not looked at. */
  readonly since: Date
  /** Whether an event tells it already. */
  readonly is: (event: AuditEvent) => boolean
}

/** What became of an event: the App has told it already, or it was added. */
export interface Appended {
  readonly did: 'found' | 'added'
  readonly event: AuditEvent
  readonly head: string
}

const PATIENCE_MS = 60_000

/**
 * Tells something in the ledger exactly once, whoever else is asked to tell it, at once or again: what is there is
 * read, and the event is written only if nothing was added meanwhile. Else it is read again.
 *
 * @param once how an event that tells it already is known: `{ is: ({ comment }) => comment === id, since }`
 * @throws {UserError} if the ledger cannot be written to, or others were faster for a minute
 */
export async function appendAudit(access: LedgerAccess, event: AuditEvent, { is, since }: Once): Promise<Appended> {
  const { clock, patience = PATIENCE_MS, place } = access
  const ledger = githubLedger(place)
  const start = clock()
  for (let attempt = 1; ; attempt++) {
    const began = clock()
    const { head, signed } = await eventsSince(access, since)
    const found = signed.find(is)
    if (found !== undefined) return { did: 'found', event: found, head: head! }
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
