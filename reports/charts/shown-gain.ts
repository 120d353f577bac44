import type { MetricComparison } from '../../core/artifacts/comparison.ts'

/** A difference turned so that to the right is better. */
export interface ShownGain {
  readonly gain: number
  readonly low: number
  readonly high: number
  /** How far it may fall, as the edge on the axis: 0 or less. */
  readonly edge: number
}

/**
 * The gain of a candidate with its interval; undefined where there is none.
 *
 * @example
 * shownGain({ delta: 0.2, ci: [0.1, 0.3], higher_is_better: false, margin: 0.05, … }) // { gain: -0.2, low: -0.3, high: -0.1, edge: -0.05 }
 */
export function shownGain({
  baseline,
  candidate,
  ci,
  delta,
  gain_ci,
  higher_is_better,
  margin,
}: MetricComparison): ShownGain | undefined {
  if (delta === null || ci === null) return undefined
  const edge = 0 - (margin ?? 0)
  // Better the nearer to 0: the gain is a fall of the absolute value.
  if (gain_ci !== undefined)
    return { gain: Math.abs(baseline ?? 0) - Math.abs(candidate ?? 0), low: gain_ci[0], high: gain_ci[1], edge }
  return higher_is_better
    ? { gain: delta, low: ci[0], high: ci[1], edge }
    : { gain: -delta, low: -ci[1], high: -ci[0], edge }
}
