import type { DriftMultivariate } from '../../core/artifacts/drift.ts'
import { decimalsOf, formatCount } from '../../core/format-number.ts'
import { formatP, formatShare, formatValue } from './numbers.ts'

/** Features by which a classifier told the two apart, that are named. */
const MOST = 5

/** How well reference and window can be told apart, and by what: plain sentences. */
export function multivariateNotes({ auc, ci, features, p_value, rows, verdict }: DriftMultivariate): string[] {
  const by = features
    .slice(0, MOST)
    .filter(({ importance }) => importance > 0)
    .map(({ importance, name }) => `${name} (${formatShare(importance)})`)
  return [
    `${verdict[0]!.toUpperCase()}${verdict.slice(1)}: a classifier that was trained to tell window and reference apart does so with an AUC of ${formatValue(auc, ci, decimalsOf(ci))}, p ${formatP(p_value)}, where 0.5 is guessing; on ${formatCount(rows.reference)} and ${formatCount(rows.current)} rows that it had not seen.`,
    ...(by.length === 0 ? [] : [`It went by ${by.join(', ')}.`]),
  ]
}
