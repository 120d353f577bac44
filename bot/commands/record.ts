import { setTimeout as pause } from 'node:timers/promises'
import { UserError } from '../../core/errors.ts'
import { type CommittedEvent, eventsAt } from '../../core/io/github/events-at.ts'
import { append } from '../../core/io/ledger/append.ts'
import { githubLedger } from '../../core/io/ledger/github.ts'
import type { Actor, AuditEvent } from '../../core/ledger/event.ts'
import { eventId } from '../../core/ledger/event-id.ts'
import type { LedgerTransport } from '../../core/ledger/transport.ts'
import type { RepositoryAccess } from '../github.ts'
import type { AskedCommand } from '../subject.ts'

/** Between a comment's time, which is GitHub's, and that of its event, which is ours. */
const LEEWAY_MS = 3_600_000

/** How often to begin again where others write at the same time, and how long to wait at most in between. */
export const ATTEMPTS = 60
const LONGEST_WAIT_MS = 1_000

/**
 * Writes an event for a comment, unless one is there: whoever brings the same comment once more, or at the same time,
 * finds it. What is written follows from the ledger as it was read, for it is written onto that alone.
 *
 * @returns the event of the comment, and whether it was written now
 */
export async function record(
  access: RepositoryAccess,
  asked: AskedCommand,
  event: AuditEvent,
): Promise<{ readonly event: AuditEvent; readonly fresh: boolean }> {
  const ledger = ledgerOf(access)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const head = await ledger.head()
    const there = ownOf(await eventsSince(access, head, sinceOf(asked)), asked)
    if (there !== undefined) return { event: there.event, fresh: false }
    const written = await append(ledger, [event], [], access, { head })
    if (typeof written === 'object') return { event, fresh: true }
    await waitABit(access)
  }
  throw new UserError('Others wrote to the ledger at the same time, again and again: write the command once more')
}

/** The ledger, whose writes may be sent again after a wait: the branch moves only from where it was seen. */
export function ledgerOf({ place }: RepositoryAccess): LedgerTransport {
  return githubLedger({ ...place, repeat: 'all' })
}

/** From when on the event of a comment may stand in the ledger. */
export function sinceOf({ comment }: AskedCommand): Date {
  return new Date(Date.parse(comment.createdAt) - LEEWAY_MS)
}

/** Events of the ledger as it is at a commit, the oldest first. */
export async function eventsSince(
  { at, client }: RepositoryAccess,
  head: string | undefined,
  since: Date,
): Promise<readonly CommittedEvent[]> {
  return head === undefined ? [] : eventsAt(client, at, head, since)
}

/** The event that a comment has led to. */
export function ownOf(events: readonly CommittedEvent[], { comment }: AskedCommand): CommittedEvent | undefined {
  return events.find(({ event }) => event.comment === comment.id)
}

/** A wait drawn by chance, so that those who lost a race together do not meet again. */
export async function waitABit({ place: { second = 1000 }, random }: RepositoryAccess, most = LONGEST_WAIT_MS) {
  await pause((random(1)[0]! / 256) * most * (second / 1000))
}

/** What a command tells the ledger of itself: who, when, and by which comment. */
export function eventOf(
  access: RepositoryAccess,
  asked: AskedCommand,
  told: Partial<AuditEvent> & { action: string },
): AuditEvent {
  const now = access.now()
  return {
    schema: 'contender/audit@1',
    id: eventId(now, access.random(10)),
    at: now.toISOString(),
    by: actorOf(asked),
    ...{ model: null, version: null, stage: null, commit: null, artifact: null, tag: null, reason: null },
    ...told,
    ...aboutOf(asked),
  }
}

export function actorOf({ comment, sender }: AskedCommand): Actor {
  return { name: sender, email: null, via: 'app', url: comment.url }
}

/** Where an event comes from. */
export function aboutOf({ comment, delivery, isPull, number }: AskedCommand) {
  return {
    comment: comment.id,
    ...(isPull && { pull: number }),
    ...(delivery !== null && { delivery }),
  }
}
