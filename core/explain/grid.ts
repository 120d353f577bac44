import type { NumberColumn } from '../data/table.ts'

const STEPS = 10

/**
 * Values of a feature to ask a model about: evenly from its 5 % to its 95 % quantile, rounded to the place of the step, so that
 * none says what a row has.
 *
 * @returns ascending, each once; fewer than two where the feature hardly varies
 * @example
 * gridOf({ kind: 'number', type: 'integer', values: Float64Array.of(0, 0, 1, 1) }) // [0, 1]
 */
export function gridOf({ type, values }: NumberColumn): number[] {
  const sorted = values.filter(Number.isFinite).sort()
  const [low, high] = [0.05, 0.95].map((share) => sorted[Math.round(share * (sorted.length - 1))])
  if (low === undefined || high === undefined || low === high) return []
  const step = (high - low) / STEPS
  const digits = Math.floor(Math.log10(step))
  const power = type === 'float' ? digits : Math.max(0, digits)
  const points = Array.from({ length: STEPS + 1 }, (_, at) => roundTo(low + at * step, power))
  return [...new Set(points)]
}

/** Powers of ten below 1 are divided by, so that 0.3 is 0.3. */
function roundTo(value: number, power: number): number {
  const unit = 10 ** Math.abs(power)
  return (power < 0 ? Math.round(value * unit) / unit : Math.round(value / unit) * unit) + 0
}
