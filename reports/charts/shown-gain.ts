import type { MetricComparison } from '../../core/artifacts/comparison.ts'
import { gainIn } from '../../core/comparison/gain-in.ts'

/** A difference turned so that to the right is better. */
export interface ShownGain {
  readonly gain: number
  readonly low: number
  readonly high: number
  /** How far it may fall, as the edge on the axis: 0 or less. */
  readonly edge: number
}

/**
 * The gain of a candidate in a metric with its interval; undefined where there is none.
 *
 * @example
 * shownGain('log_loss', { delta: 0.2, ci: [0.1, 0.3], higher_is_better: false, margin: 0.05, … }) // { gain: -0.2, low: -0.3, high: -0.1, edge: -0.05 }
 */
export function shownGain(metric: string, found: MetricComparison): ShownGain | undefined {
  const gain = gainIn(metric, found)
  if (gain === undefined || gain.ci === null) return undefined
  const [low, high] = gain.ci
  return { gain: gain.value, low, high, edge: 0 - (found.margin ?? 0) }
}
