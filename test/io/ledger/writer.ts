import { gitLedger } from '../../../core/io/ledger/git.ts'
import { auditEvent } from '../../ledger/events.ts'
import { add } from './waiting.ts'

// A writer in a process of its own: node writer.ts FOLDER NUMBER…
const [folder, ...numbers] = process.argv.slice(2)
for (const number of numbers) await add(gitLedger(folder!, 'origin'), [auditEvent(Number(number))])
