import type { Pooled } from './pool.ts'

/**
 * Kolmogorov's distance: the widest gap between two empirical distribution functions. No rising map of the values changes it,
 * so heavy tails do not hide it.
 *
 * In whole numbers, as i · m − j · n, so that equal shares are equal. Time O(n + m).
 *
 * @returns D in [0, 1]
 * @see Smirnov 1948, doi:10.1214/aoms/1177730256; values from SciPy 1.17 ks_2samp
 * @example
 * kolmogorovDistance(pool(ascending([1, 2, 3, 4]), ascending([3, 4, 5, 6]))) // 0.5
 */
export function kolmogorovDistance({ reference, current, n, m }: Pooled): number {
  let gap = 0
  let widest = 0
  for (let k = 0; k < reference.length; k++) {
    gap += reference[k]! * m - current[k]! * n
    widest = Math.max(widest, Math.abs(gap))
  }
  return widest / (n * m)
}
