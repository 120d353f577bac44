import type { RepositoryAccess } from '../../../bot/github.ts'
import { append } from '../../../core/io/ledger/append.ts'
import type { AuditEvent } from '../../../core/ledger/event.ts'
import { eventId } from '../../../core/ledger/event-id.ts'
import type { LedgerTransport } from '../../../core/ledger/transport.ts'

let drawn = 0

const NOTHING = { model: null, version: null, stage: null, commit: null, artifact: null, tag: null, reason: null }

/** Adds an event to the ledger as the App does; of bob, who maintains, where nobody is named. */
export async function appendEvent(
  ledger: LedgerTransport,
  access: RepositoryAccess,
  { by, ...event }: Omit<Partial<AuditEvent>, 'by'> & { readonly by?: string },
): Promise<void> {
  const id = eventId(access.now(), new Uint8Array(10).fill(++drawn))
  const whole: AuditEvent = {
    schema: 'contender/audit@1',
    id,
    at: access.now().toISOString(),
    by: { name: by ?? 'bob', email: null, via: 'app', url: null },
    action: 'governance.sign',
    ...NOTHING,
    role: 'maintain',
    ...event,
  }
  await append(ledger, [whole], [], access)
}
