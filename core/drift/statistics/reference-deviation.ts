import type { Pooled } from './pool.ts'

/**
 * The standard deviation of the reference, its squares divided by n (NumPy's ddof 0).
 *
 * Two passes over the different values: time O(n + m).
 *
 * @returns ≥ 0, in the unit of the values
 * @see values from NumPy std
 * @example
 * referenceDeviation(pool(ascending([2, 4, 4, 4, 5, 5, 7, 9]), ascending([1]))) // 2
 */
export function referenceDeviation({ values, reference, n }: Pooled): number {
  const origin = values[0]!
  let sum = 0
  for (let k = 0; k < values.length; k++) sum += reference[k]! * (values[k]! - origin)
  const mean = sum / n
  let squares = 0
  for (let k = 0; k < values.length; k++) squares += reference[k]! * (values[k]! - origin - mean) ** 2
  return Math.sqrt(squares / n)
}
