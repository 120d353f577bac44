import type { Pooled } from './pool.ts'
import { referenceDeviation } from './reference-deviation.ts'

/**
 * Wasserstein's distance W1: how far the rows of one sample must move on average to become the other, which is the area
 * between both distribution functions.
 *
 * Time O(n + m).
 *
 * @returns ≥ 0, in the unit of the values
 * @see Vaserstein 1969; values from SciPy 1.17 wasserstein_distance
 * @example
 * wasserstein(pool(ascending([0, 1, 3]), ascending([5, 6, 8]))) // 5
 */
export function wasserstein({ values, reference, current, n, m }: Pooled): number {
  let area = 0
  let gap = 0
  for (let k = 0; k + 1 < values.length; k++) {
    gap += reference[k]! * m - current[k]! * n
    area += Math.abs(gap) * (values[k + 1]! - values[k]!)
  }
  return area / n / m
}

/**
 * The same in standard deviations of the reference, so that columns compare.
 *
 * @param options.least a deviation below it counts as it; Evidently's is 0.001
 * @returns ≥ 0; where the reference does not vary 0 if the current sample equals it, else Infinity
 * @example
 * wassersteinInDeviations(pool(ascending([0, 2]), ascending([3, 5]))) // 3
 */
export function wassersteinInDeviations(pooled: Pooled, { least = 0 } = {}): number {
  const distance = wasserstein(pooled)
  return distance === 0 ? 0 : distance / Math.max(least, referenceDeviation(pooled))
}
