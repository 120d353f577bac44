import type { Report } from '../../core/artifacts/report.ts'
import { sayChecks, sayParts, sayRowNumbers, sayWhere, troublesOf } from '../validation.ts'
import { MARKS } from '../validation-section.ts'
import { type Html, html, NOTHING } from './html.ts'
import { longTable } from './long-table.ts'
import { columns, table } from './table.ts'

/** What the checks of the data found; nothing where none were made. @param id of the page's own */
export function dataSection({ validation }: Report['models'][number], id: string): Html {
  if (validation === undefined) return NOTHING
  const troubles = troublesOf(validation)
  const contract = validation.contract === null ? '; there is no data contract' : ''
  const found = table(
    'Checks that did not pass',
    columns(['data check', 'where', 'because'], []),
    troubles.map((check) => {
      const numbers = sayRowNumbers(check)
      return [
        `${MARKS[check.outcome]} ${check.check}`,
        sayWhere(check),
        numbers === '' ? check.because : `${check.because} (${numbers})`,
      ]
    }),
  )
  return html`<h3>Data</h3><p>${MARKS[validation.outcome]} ${sayChecks(validation)} on ${sayParts(validation)}${contract}.</p>${troubles.length === 0 ? NOTHING : longTable(id, troubles.length, found)}`
}
