import { momentsOf } from './moments-of.ts'
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
  return Math.sqrt(momentsOf(values, reference, n).squares / n)
}
