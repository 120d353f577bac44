import { setTimeout as pause } from 'node:timers/promises'
import { appendAudit } from '../../core/io/ledger/append-audit.ts'
import type { Actor, AuditEvent } from '../../core/ledger/event.ts'
import { eventId } from '../../core/ledger/event-id.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import type { AskedCommand } from '../subject.ts'

/**
 * Writes an event for a comment, unless one is there: whoever brings the same comment once more, or at the same time,
 * finds it.
 *
 * @returns the event of the comment, and whether it was written now
 */
export async function record(
  access: RepositoryAccess,
  asked: AskedCommand,
  event: AuditEvent,
): Promise<{ readonly event: AuditEvent; readonly fresh: boolean }> {
  const once = { since: sinceOf(asked), is: isOf(asked) }
  const { did, event: told } = await appendAudit(access, event, once)
  return { event: told, fresh: did === 'added' }
}

/** From when on the event of a comment may stand in the ledger. */
export function sinceOf({ comment }: AskedCommand): Date {
  return new Date(comment.createdAt)
}

/** Whether an event is what a comment has led to. */
export function isOf({ comment }: AskedCommand): (event: AuditEvent) => boolean {
  return (event) => event.comment === comment.id
}

/** A wait drawn by chance, so that those who met do not meet again. */
export async function waitABit({ place: { second = 1000 }, random }: RepositoryAccess, mostMs: number): Promise<void> {
  await pause((random(1)[0]! / 256) * mostMs * (second / 1000))
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
    ...aboutOf(access, asked),
  }
}

export function actorOf({ comment, sender }: AskedCommand): Actor {
  return { name: sender, email: null, via: 'app', url: comment.url }
}

/** Where an event comes from. */
export function aboutOf({ repositoryId }: RepositoryAccess, { comment, delivery, isPull, number }: AskedCommand) {
  return {
    repository: repositoryId,
    comment: comment.id,
    ...(isPull && { pull: number }),
    ...(delivery !== null && { delivery }),
  }
}
