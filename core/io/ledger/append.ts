import { setTimeout as pause } from 'node:timers/promises'
import { UserError } from '../../errors.ts'
import { withAnchor } from '../../ledger/anchor.ts'
import { isLedger, LEDGER_BRANCH, README, README_TEXT } from '../../ledger/branch.ts'
import type { Actor } from '../../ledger/event.ts'
import { eventFile, eventMessage, type LedgerEvent } from '../../ledger/event-file.ts'
import type { Addition, LedgerTransport, NewTag } from '../../ledger/transport.ts'

/** What waiting needs of the world: milliseconds that only grow, the time of day, and chance. */
export interface Waiting {
  readonly clock: () => number
  readonly now: () => Date
  readonly random: (bytes: number) => Uint8Array
  /** Milliseconds after which an append gives up; a minute, where nobody says. */
  readonly patience?: number
}

const PATIENCE_MS = 60_000
const LONGEST_WAIT_MS = 8_000

/**
 * Adds events to a ledger, one commit each, and makes tags with the last of them. Where another writer
 * was faster, it starts again from the new head, after a wait that grows and is drawn by chance.
 *
 * @param onto write only if this is the head: what the events follow from was read at that commit
 * @returns the new head; `exists` where one of the tags does, `moved` where another commit than `onto` is the
 *   head, and then nothing was written
 * @throws {UserError} if the branch is not ours, is refused by the server, or others were faster for a minute
 */
export async function append(
  transport: LedgerTransport,
  events: readonly LedgerEvent[],
  tags: readonly NewTag[],
  waiting: Waiting,
  onto?: { readonly head: string | undefined },
): Promise<{ readonly head: string } | 'exists' | 'moved'> {
  for (const { by } of events) mustBeKnown(by)
  const start = waiting.clock()
  for (let attempt = 1; ; attempt++) {
    const began = waiting.clock()
    const from = await transport.head()
    if (onto !== undefined && onto.head !== from) return 'moved'
    const additions = await missing(transport, from, events, waiting.now())
    if (additions.length === 0 && from !== undefined && tags.length === 0) return { head: from }
    const to = additions.length === 0 ? from! : await transport.commit(from, additions)
    const anchored = tags.map((tag) => ({ ...tag, message: withAnchor(tag.message, to) }))
    const advanced = await transport.advance(from, to, anchored)
    if (advanced === 'exists') return 'exists'
    if (advanced === 'done') return { head: to }
    if (waiting.clock() - start > (waiting.patience ?? PATIENCE_MS)) {
      throw new UserError(
        `Cannot write to ${transport.place}, nothing was written: in ${attempt} attempts other writers were faster or ` +
          'the branch was locked; run the command again',
      )
    }
    await backOff(waiting, began, attempt)
  }
}

/**
 * Waits after a lost race, for as long as chance says: at most as long as the attempt took, and twice that each time, for
 * who waits less than it takes to write only loses again.
 *
 * @param began when the attempt did, by the clock
 * @param attempt 1 is the first
 */
export async function backOff(
  { clock, random }: Pick<Waiting, 'clock' | 'random'>,
  began: number,
  attempt: number,
): Promise<void> {
  const longest = Math.min(LONGEST_WAIT_MS, (clock() - began) * 2 ** attempt)
  await pause((random(1)[0]! / 256) * longest)
}

/** The ledger says who did what. */
function mustBeKnown({ name, via }: Actor) {
  if (via !== 'command line' || (name !== 'unknown' && name.trim() !== '')) return
  throw new UserError(
    'Git does not know your name, and the ledger says who did what: run `git config user.name "Your Name"` and ' +
      '`git config user.email you@example.com`',
  )
}

/** What a ledger lacks of the events: an event that it has already, word for word, is not written again. */
async function missing(
  transport: LedgerTransport,
  head: string | undefined,
  events: readonly LedgerEvent[],
  at: Date,
): Promise<Addition[]> {
  if (head !== undefined) await mustBeOurs(transport, head)
  const additions: Addition[] = []
  for (const event of events) {
    const file = eventFile(event)
    const there = head && (await transport.file(head, file.path))
    if (there === undefined) additions.push({ file, message: eventMessage(event), ...signedAs(event.by, at) })
    else if (there !== file.text)
      throw new UserError(`${file.path} is in the ledger already, and says something else: an event never changes`)
  }
  if (head !== undefined || additions.length === 0) return additions
  const { by, byApp } = additions[0]!
  return [{ file: { path: README, text: README_TEXT }, message: 'Begin the ledger', by, byApp }, ...additions]
}

/** @throws {UserError} if something else made the branch */
export async function mustBeOurs(transport: LedgerTransport, head: string): Promise<void> {
  if (isLedger(await transport.file(head, README))) return
  throw new UserError(
    `${transport.place} is no ledger of Contender, and was not touched: its ${README} does not say so. Rename the branch ` +
      `${LEDGER_BRANCH} if it is yours; if it was a ledger, its ${README} was changed: run \`contender audit verify\``,
  )
}

/** A workflow acts under a login, whose address at GitHub is known. */
function signedAs({ email, name, via }: Actor, at: Date): Pick<Addition, 'by' | 'byApp'> {
  const address = email ?? (via === 'command line' ? null : `${name}@users.noreply.github.com`)
  return { by: { name, email: address, at }, byApp: via === 'app' }
}
