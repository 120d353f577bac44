import type { Report } from '../../core/artifacts/report.ts'
import { fallsOf } from '../robustness-words.ts'
import { mark } from '../words.ts'
import { type Html, html, NOTHING } from './html.ts'
import { columns, table } from './table.ts'

/** What each metric loses when the features of the same rows are changed. */
export function robustnessSection({ comparison, evaluation }: Report['models'][number]): Html {
  const falls = fallsOf(evaluation, comparison?.gates ?? [], true)
  if (falls.length === 0) return NOTHING
  const rows = falls.map(({ asTheyAre, change, changed, difference, metric, outcome, reason }) => [
    change,
    metric,
    outcome === undefined ? '–' : `${mark(outcome)} ${outcome.replace('_', ' ')}`,
    difference ?? reason,
    asTheyAre,
    changed,
  ])
  const head = columns(['change', 'metric', 'gate'], ['difference, 95 % interval', 'as they are', 'changed'])
  return html`<h3>Robustness</h3><p>The model beside itself, on the same rows with changed features.</p>${table('Metrics under changes of the features', head, rows)}`
}
