import type { Estimate, Undefined } from './metric.ts'
import { NO_ROWS } from './undefined.ts'

/**
 * The weighted mean of one number a row, and how much each row moves it.
 *
 * @param losses one number a row; reused as the influence values, so not to be used again
 * @param weights ≥ 0; undefined when all rows weigh the same
 * @returns undefined with a reason when no row weighs anything
 * @see the influence of a weighted mean: w · (loss − mean) / Σ w
 * @example
 * meanEstimate(Float64Array.of(1, 3), undefined).value // 2
 */
export function meanEstimate(losses: Float64Array, weights: Float64Array | undefined): Estimate | Undefined {
  let sum = 0
  let total = 0
  for (let row = 0; row < losses.length; row++) {
    const weight = weights === undefined ? 1 : weights[row]!
    sum += weight * losses[row]!
    total += weight
  }
  if (total === 0) return NO_ROWS
  const value = sum / total
  for (let row = 0; row < losses.length; row++) {
    losses[row] = ((weights === undefined ? 1 : weights[row]!) * (losses[row]! - value)) / total
  }
  return { value, influence: losses }
}
