import type { Evaluation } from '../core/artifacts/evaluation.ts'
import type { Importance } from '../core/artifacts/importance.ts'
import { count } from '../core/count.ts'
import { decimalsOf, formatCount, formatDelta, formatNumber } from '../core/format-number.ts'

/** Names that are shown of features that go together. */
const MOST_NAMES = 3

/** A feature, and those that its values were dealt anew with: `distance (with minutes and 2 more)`. */
export function sayFeature({ correlated_with, feature }: Importance): string {
  if (correlated_with.length === 0) return feature
  const left = correlated_with.length - MOST_NAMES
  const shown = correlated_with.slice(0, MOST_NAMES).join(', ')
  return `${feature} (with ${shown}${left > 0 ? ` and ${formatCount(left)} more` : ''})`
}

/** How much worse the metric is, with its interval. */
export function sayImportance({ ci, importance }: Importance): string {
  return ci === null ? formatNumber(importance, decimalsOf(null)) : formatDelta(importance, ci)
}

/** What the numbers are. */
export function sayWhat({ importance = [], primary }: Pick<Evaluation, 'importance' | 'primary'>): string {
  const { repeats, rows } = importance[0]!
  return `How much worse ${primary} is when a feature's values are dealt anew among ${formatCount(rows)} test rows, mean of ${count(repeats, 'time')}; features that go together are dealt together`
}
