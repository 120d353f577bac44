import type { Report } from '../../core/artifacts/report.ts'
import { kindsOf, pairsOutcome, sayPairs } from '../expectations-words.ts'
import { mark } from '../words.ts'
import { type Html, html, NOTHING } from './html.ts'
import { columns, table } from './table.ts'

/** Which pairs of rows hold, kind by kind. */
export function expectationsSection({ comparison, evaluation }: Report['models'][number]): Html {
  const { expectations } = evaluation
  if (expectations === undefined) return NOTHING
  const outcome = pairsOutcome(comparison?.gates ?? [])
  const head = [...columns(['expected'], ['hold', 'share, 95 % interval']), ...columns(['pairs that do not hold'], [])]
  return html`<h3>Expectations</h3><p>${outcome === undefined ? NOTHING : `${mark(outcome)} `}${sayPairs(expectations)}, of ${expectations.file}.</p>${table('Pairs of rows by what is expected of the answers', head, kindsOf(expectations))}`
}
