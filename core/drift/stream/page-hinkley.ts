import type { Detector } from './detector.ts'

export interface PageHinkleyOptions {
  /** Values before it may speak. */
  readonly leastValues?: number
  /** How far from the mean a value may be and still count as no change, δ. */
  readonly delta?: number
  /** The sum of gaps that is a change, λ. */
  readonly threshold?: number
  /** The weight of the sum so far beside the next gap, in (0, 1]. */
  readonly alpha?: number
  /** Which changes of the mean count. */
  readonly mode?: 'up' | 'down' | 'both'
}

/**
 * The Page–Hinkley test: has the mean of a stream risen or fallen? Sums of gaps to the running mean are watched for how far
 * they climb above their lowest point, or fall below their highest. As river has it.
 *
 * Time O(1) a value. The threshold is in the unit of the values.
 *
 * @see Page 1954, doi:10.1093/biomet/41.1-2.100; values from river 0.26 drift.PageHinkley
 * @example
 * driftsOf(pageHinkley(), Array.from({ length: 200 }, (_, i) => (i < 100 ? 0 : 5))) // [110]
 */
export function pageHinkley({
  leastValues = 30,
  delta = 0.005,
  threshold = 50,
  alpha = 0.9999,
  mode = 'both',
}: PageHinkleyOptions = {}): Detector {
  let state = fresh()
  return (value) => {
    state.values++
    state.mean += (1 / state.values) * (value - state.mean)
    const gap = value - state.mean
    state.up = alpha * state.up + gap - delta
    state.down = alpha * state.down + gap + delta
    state.lowest = Math.min(state.lowest, state.up)
    state.highest = Math.max(state.highest, state.down)
    if (state.values < leastValues) return 'stable'
    const risen = mode !== 'down' && state.up - state.lowest > threshold
    const fallen = mode !== 'up' && state.highest - state.down > threshold
    if (!risen && !fallen) return 'stable'
    state = fresh()
    return 'drift'
  }
}

function fresh() {
  // The highest point starts at −1 in river, too.
  return { values: 0, mean: 0, up: 0, down: 0, lowest: Infinity, highest: -1 }
}
