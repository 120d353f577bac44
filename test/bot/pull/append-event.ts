import type { RepositoryAccess } from '../../../bot/github/open-github.ts'
import { append } from '../../../core/io/ledger/append.ts'
import type { AuditEvent } from '../../../core/ledger/event.ts'
import { eventId } from '../../../core/ledger/event-id.ts'
import type { LedgerTransport } from '../../../core/ledger/transport.ts'

let drawn = 0

const NOTHING = { model: null, version: null, stage: null, commit: null, artifact: null, tag: null, reason: null }

interface Told extends Omit<Partial<AuditEvent>, 'by'> {
  /** Login of who did it by way of the App. */
  readonly by?: string
  /** Who did it otherwise. */
  readonly who?: AuditEvent['by']
}

/** Adds an event to the ledger as the App does; of bob, who maintains, where nobody is named. */
export async function appendEvent(
  ledger: LedgerTransport,
  access: RepositoryAccess,
  { by = 'bob', who, ...event }: Told,
): Promise<void> {
  const id = eventId(access.now(), new Uint8Array(10).fill(++drawn))
  const whole: AuditEvent = {
    schema: 'contender/audit@1',
    id,
    at: access.now().toISOString(),
    by: who ?? { name: by, email: null, via: 'app', url: null },
    action: 'governance.sign',
    ...NOTHING,
    role: 'maintain',
    repository: access.repositoryId,
    ...event,
  }
  await append(ledger, [whole], [], access)
}
