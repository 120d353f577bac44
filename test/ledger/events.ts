import type { AuditEvent } from '../../core/ledger/event.ts'
import { eventId } from '../../core/ledger/event-id.ts'
import type { NewTag } from '../../core/ledger/transport.ts'

export const ANN = { name: 'Ann', email: 'ann@example.com', via: 'command line', url: null } as const

/** The n-th event of a day: each a second after the one before. */
export function auditEvent(n: number, more: Partial<AuditEvent> = {}): AuditEvent {
  const at = new Date(Date.UTC(2026, 10, 21, 10, 0, n))
  return {
    schema: 'contender/audit@1',
    id: eventId(
      at,
      Uint8Array.from({ length: 10 }, (_, at) => (n >> (8 * at)) & 0xff),
    ),
    at: at.toISOString(),
    by: ANN,
    action: 'registry.register',
    model: 'delay',
    version: `v1.0.${n}`,
    stage: null,
    commit: null,
    artifact: null,
    tag: null,
    reason: null,
    ...more,
  }
}

export function tagOf(name: string, commit: string): NewTag {
  return { name, commit, message: `Make ${name}`, at: new Date('2026-11-21T10:00:00Z'), by: ANN }
}
