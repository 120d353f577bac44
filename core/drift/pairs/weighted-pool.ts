import { ascending } from '../statistics/ascending.ts'
import { type Pooled, pool } from '../statistics/pool.ts'

/** Two samples, of which each row of the reference counts so much. */
interface Weighted {
  /** n ≥ 1 finite numbers in any order; not modified. */
  readonly reference: Float64Array
  /** One a row of the reference, ≥ 0 and not all 0. */
  readonly weights: Float64Array
  /** m ≥ 1 finite numbers. */
  readonly current: Float64Array
}

/**
 * Pools two samples, the reference re-weighted, say to the hours and weekdays of the current one. Its rows then add up to
 * Kish's effective n, (Σ w)² / Σ w², so that p-values and what chance shows are those of so many rows.
 *
 * Time O((n + m) log(n + m)).
 *
 * @returns `reference` and `n` need not be whole
 * @throws {RangeError} if a sample is empty or holds a number that is not finite, or a weight is not one
 * @see Kish 1965, Survey Sampling, 8.2
 * @example
 * weightedPool({ reference: Float64Array.of(1, 2), weights: Float64Array.of(3, 1), current: Float64Array.of(2) })
 * // { values: [1, 2], reference: [1.2, 0.4], current: [0, 1], n: 1.6, m: 1 }
 */
export function weightedPool({ reference, weights, current }: Weighted): Pooled {
  const { values, current: inCurrent, m } = pool(ascending(reference), ascending(current))
  const { sum, effective } = kish(weights)
  if (weights.length !== reference.length || !(sum > 0)) {
    throw new RangeError('Unexpected weights, expected one a row of the reference, 0 or more and not all 0')
  }
  const inReference = new Float64Array(values.length)
  for (let row = 0; row < reference.length; row++) inReference[placeOf(values, reference[row]!)]! += weights[row]!
  for (let k = 0; k < values.length; k++) inReference[k]! *= effective / sum
  return { values, reference: inReference, current: inCurrent, n: effective, m }
}

/** NaN where a weight is below 0 or none. */
function kish(weights: Float64Array): { sum: number; effective: number } {
  let [sum, squares] = [0, 0]
  for (const weight of weights) {
    sum += weight >= 0 ? weight : NaN
    squares += weight * weight
  }
  return { sum, effective: (sum * sum) / squares }
}

/** Where a value is among different ones in order. */
function placeOf(values: Float64Array, value: number): number {
  let [from, to] = [0, values.length - 1]
  while (from < to) {
    const middle = (from + to) >>> 1
    if (values[middle]! < value) from = middle + 1
    else to = middle
  }
  return from
}
