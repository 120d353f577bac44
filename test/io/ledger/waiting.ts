import { randomBytes } from 'node:crypto'
import { append } from '../../../core/io/ledger/append.ts'
import type { LedgerEvent } from '../../../core/ledger/event-file.ts'
import type { LedgerTransport, NewTag } from '../../../core/ledger/transport.ts'

const WAITING = { clock: () => performance.now(), now: () => new Date('2026-11-21T10:00:30Z'), random: randomBytes }

/** `append` in the real time and chance, at a fixed time of day. */
export function add(transport: LedgerTransport, events: readonly LedgerEvent[], tags: readonly NewTag[] = []) {
  return append(transport, events, tags, WAITING)
}
