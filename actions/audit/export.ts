import { resolve } from 'node:path'
import * as z from 'zod'
import type { AuditExport } from '../../core/artifacts/audit.ts'
import { writeAtomic } from '../../core/io/files.ts'
import { gitPlace } from '../../core/io/git-place.ts'
import { isIn, parsePeriod, sayPeriod } from '../../core/ledger/period.ts'
import { auditCsv } from '../../reports/audit-csv.ts'
import { oneLine } from '../../reports/one-line.ts'
import { redactAll } from '../../reports/redact.ts'
import { defineAction } from '../action.ts'
import { openLedger } from '../ledger.ts'
import { askForSigners } from './ask-github.ts'
import { localInput } from './inputs.ts'

const time = (description: string) => z.string().optional().meta({ title: 'time', description })

/** `contender audit export` */
export const auditExport = defineAction({
  name: 'audit export',
  summary: 'the audit log of a period, every event with all its fields, as CSV or JSON',
  examples: [
    ['contender audit export --from 2026-10-01 --to 2027-01-01 --out q4.csv', 'a quarter, for a spreadsheet'],
    ['contender audit export --format json', 'all of it, for a program'],
  ],
  inputs: z.strictObject({
    from: time('Events from this date or time on, in UTC where it names no zone; else from the first'),
    to: time('Events before this date or time; else to the last'),
    format: z.enum(['csv', 'json']).default('csv').describe('One event a row, or the events as they are'),
    out: z.string().optional().describe('The file to write; else it is printed'),
    ...localInput,
  }),
  async main({ format, from, local, out, to }, host) {
    const period = parsePeriod(from, to)
    const ledger = await openLedger({ root: await gitPlace(host.directory) }, host, { local })
    const { events: all, head } = await host.step('reading the ledger', () => ledger.auditAt())
    const events = all.filter(({ at }) => isIn(period, new Date(at)))
    const artifact: AuditExport = {
      schema: 'contender/audit-export@1',
      place: ledger.place,
      head: head ?? null,
      from: period.from?.toISOString() ?? null,
      to: period.to?.toISOString() ?? null,
      // Reasons are what people typed: a file that is handed on must not carry the token that one of them pasted.
      events: redactAll(events, []),
      signers: local ? null : await askForSigners(events, head, host),
    }
    const text = format === 'csv' ? auditCsv(artifact) : `${JSON.stringify(artifact, null, 2)}\n`
    if (out === undefined) return { outcome: 'pass', text, artifact }
    await writeAtomic(resolve(host.directory, out), text)
    const { length } = artifact.events
    const what = `${length} ${length === 1 ? 'event' : 'events'} ${sayPeriod(period)}`
    const read = head === undefined ? `${ledger.place} has none yet` : `${ledger.place} at ${head}`
    return {
      outcome: 'pass',
      text: `${what}: ${oneLine(out)}\n${host.paint('dim', `  read from ${oneLine(read)}`)}\n`,
      artifact,
    }
  },
})
