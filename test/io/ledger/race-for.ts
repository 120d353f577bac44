import assert from 'node:assert/strict'
import { eventFile } from '../../../core/ledger/event-file.ts'
import type { LedgerTransport } from '../../../core/ledger/transport.ts'
import { auditEvent } from '../../ledger/events.ts'

/** Two writers who both begin a ledger, and then both go on from its first event: one of them has raced. */
export async function raceFor(ledger: LedgerTransport): Promise<void> {
  const addition = (n: number) => ({
    file: eventFile(auditEvent(n)),
    message: 'x',
    by: { name: 'A', email: null, at: new Date(0) },
    byApp: false,
  })
  const one = await ledger.commit(undefined, [addition(1)])
  const two = await ledger.commit(undefined, [addition(2)])
  assert.equal(await ledger.advance(undefined, one, []), 'done')
  assert.equal(await ledger.advance(undefined, two, []), 'raced')
  assert.equal(await ledger.advance(one, await ledger.commit(one, [addition(3)]), []), 'done')
  assert.equal(await ledger.advance(one, await ledger.commit(one, [addition(2)]), []), 'raced')
}
