import { randomBytes } from 'node:crypto'
import { append } from '../../../core/io/ledger/append.ts'
import type { LedgerEvent } from '../../../core/ledger/event-file.ts'
import type { LedgerTransport, NewTag } from '../../../core/ledger/transport.ts'

/** A machine that is busy with other tests must not fail these. */
const PATIENCE = 600_000

const WAITING = {
  clock: () => performance.now(),
  now: () => new Date('2026-11-21T10:00:30Z'),
  random: randomBytes,
  patience: PATIENCE,
}

/** `append` in real time and with real chance, at a fixed time of day. */
export function add(transport: LedgerTransport, events: readonly LedgerEvent[], tags: readonly NewTag[] = []) {
  return append(transport, events, tags, WAITING)
}
