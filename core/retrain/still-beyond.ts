import type { Comparison } from '../artifacts/comparison.ts'
import type { Drift } from '../artifacts/drift.ts'
import { decimalsOf, formatNumber } from '../format-number.ts'
import type { Challenge } from './judge-challenger.ts'

/** The loss that a training was begun for: what the metric was on the test rows, and how much worse it may be. */
export type Breach = NonNullable<NonNullable<Drift['retrain']>['breach']>

/**
 * Whether a challenger, better than production as it may be, is still beyond the margin of the breach that it was trained for. Once it is
 * merged its own test rows are the reference, and nothing alarms any more.
 *
 * It goes by the value on the holdout alone, not by its interval: to be told of it once too often costs less.
 *
 * @param breach undefined where no loss of performance is known to have asked for it
 * @returns a sentence without its full stop; undefined where it is within the margin, or where the metric was not compared
 * @example
 * stillBeyond({ against: [] }, { role: 'base' }, undefined) // undefined
 */
export function stillBeyond(
  { against }: Pick<Comparison, 'against'>,
  { role }: Pick<Challenge, 'role'>,
  breach: Breach | undefined,
): string | undefined {
  const rival = against.find((one) => one.role === role)
  const found = breach && rival?.metrics[breach.metric]
  if (found === undefined || found.candidate === null) return undefined
  const { higher_is_better, margin, metric, reference } = breach!
  // A metric that should be near zero, such as a bias, has an interval of its gain.
  const [before, now] =
    found.gain_ci === undefined ? [reference, found.candidate] : [Math.abs(reference), Math.abs(found.candidate)]
  const worse = higher_is_better && found.gain_ci === undefined ? before - now : now - before
  if (worse <= margin) return undefined
  const decimals = Math.min(6, Math.max(3, decimalsOf(found.ci)))
  const show = (value: number) => formatNumber(value, decimals)
  const auc = rival!.metrics.roc_auc?.candidate
  const chance =
    auc == null || auc > 0.5 ? '' : `. By roc_auc (${formatNumber(auc, 3)}) it orders these rows no better than chance`
  return `${metric} of the challenger is ${show(found.candidate)} on the holdout, still beyond what began this: ${show(reference)} on the test rows, margin ${show(margin)}${chance}. Once it is merged its own test rows are what production is judged by, and this loss raises no alarm any more`
}
