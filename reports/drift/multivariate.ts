import type { DriftMultivariate } from '../../core/artifacts/drift.ts'
import { decimalsOf, formatCount } from '../../core/format-number.ts'
import { formatP, formatShare, formatValue } from './numbers.ts'

/** Features by which a classifier told the two apart, that are named. */
const MOST = 5

/** How well reference and window can be told apart, and by what: plain sentences. */
export function multivariateNotes({
  auc,
  ci,
  features,
  p_value,
  rows,
  seasonal,
  verdict,
}: DriftMultivariate): string[] {
  const by = features
    .slice(0, MOST)
    .filter(({ importance }) => importance > 0)
    .map(({ importance, name }) => `${name} (${formatShare(importance)})`)
  return [
    `${verdict[0]!.toUpperCase()}${verdict.slice(1)}: a classifier that was trained to tell window and reference apart does so with an AUC of ${formatValue(auc, ci, decimalsOf(ci))}, p ${formatP(p_value)}, where 0.5 is guessing; on ${formatCount(rows.reference)} and ${formatCount(rows.current)} rows that it had not seen.`,
    `Rows of the reference were drawn ${seasonal ? 'in the window’s mix of weekdays and hours; what' : 'as they are; what weekdays, hours or'} the time of the year brings is told apart like drift. It is shown, and judges nothing.`,
    ...(by.length === 0 ? [] : [`It went by ${by.join(', ')}.`]),
  ]
}
