import type { Detector } from './detector.ts'

export interface DdmOptions {
  /** Values before it may speak. */
  readonly warmStart?: number
  /** Standard deviations above the best rate that are a warning. */
  readonly warning?: number
  /** Standard deviations above the best rate that are a change. */
  readonly drift?: number
}

/**
 * The drift detection method: has a model's error rate risen well above the best that it had? As river has it.
 *
 * Sees rises only, and slow ones late. Time O(1) a value.
 *
 * @returns a detector of values that are 1 for an error and else 0
 * @see Gama, Medas, Castillo & Rodrigues 2004, doi:10.1007/978-3-540-28645-5_29; values from river 0.26 drift.binary.DDM
 * @example
 * driftsOf(ddm(), Array.from({ length: 200 }, (_, i) => (i < 100 ? Number(i % 5 === 0) : 1))) // [110]
 */
export function ddm({ warmStart = 30, warning = 2, drift = 3 }: DdmOptions = {}): Detector {
  let state = fresh()
  return (error) => {
    state.values++
    state.rate += (1 / state.values) * (error - state.rate)
    const deviation = Math.sqrt((state.rate * (1 - state.rate)) / state.values)
    if (state.values <= warmStart) return 'stable'
    const reached = state.rate + deviation
    if (reached <= state.best.rate + state.best.deviation) state.best = { rate: state.rate, deviation }
    if (reached > state.best.rate + drift * state.best.deviation) {
      state = fresh()
      return 'drift'
    }
    return reached > state.best.rate + warning * state.best.deviation ? 'warning' : 'stable'
  }
}

function fresh() {
  return { values: 0, rate: 0, best: { rate: Infinity, deviation: 0 } }
}
