import type { DriftPerformance } from '../core/artifacts/drift.ts'
import { targetsZero } from '../core/metrics/targets-zero.ts'

/**
 * The values of a metric beyond which it is worse than its reference by more than the margin, lowest first: one, or two on either side
 * of zero where it is better the nearer it is to that. None that is the reference itself.
 *
 * @param reference in the unit of the metric, as the margin is
 * @example
 * marginLimits({ metric: 'bias', higher_is_better: false, margin: 0.5 }, -1) // [-1.5, 1.5]
 */
export function marginLimits(
  { higher_is_better, margin, metric }: Pick<DriftPerformance, 'higher_is_better' | 'margin' | 'metric'>,
  reference: number,
): number[] {
  const furthest = Math.abs(reference) + margin
  const limits = targetsZero(metric) ? [-furthest, furthest] : [reference + (higher_is_better ? -margin : margin)]
  return [...new Set(limits)].filter((limit) => limit !== reference)
}
