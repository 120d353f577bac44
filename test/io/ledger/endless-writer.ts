import { createInterface } from 'node:readline'
import { gitLedger } from '../../../core/io/ledger/git.ts'
import { auditEvent } from '../../ledger/events.ts'
import { add } from './waiting.ts'

// Waits for a line with a number, then writes that event and the ones after it until it is killed, and
// says of each that it is written.
console.log('ready')
for await (const line of createInterface({ input: process.stdin })) {
  for (let n = Number(line); ; n++) {
    await add(gitLedger(process.argv[2]!, 'origin'), [auditEvent(n)])
    console.log(n)
  }
}
