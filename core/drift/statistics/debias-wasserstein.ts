import type { Pooled } from './pool.ts'

/**
 * Takes from W1 what two samples of one source show by chance: √max(0, W1² − b²).
 *
 * @param distance W1, raw or in deviations
 * @param byChance b in the same unit
 * @returns in [0, distance]
 * @see our own, statistics of drift, point 5
 * @example
 * debiasWasserstein(5, 3) // 4
 */
export function debiasWasserstein(distance: number, byChance: number): number {
  return distance === Infinity ? Infinity : Math.sqrt(Math.max(0, distance ** 2 - byChance ** 2))
}

/**
 * The W1 to expect of two samples of these sizes from their common source:
 * √(2/π) · √(1/n + 1/m) · ∫ √(H (1 − H)) dx, H the distribution function of both together.
 *
 * The mean of |F − G| at every point, each near normal. Time O(n + m).
 *
 * @returns ≥ 0, in the unit of the values
 * @see del Barrio, Giné & Matrán 1999, doi:10.1214/aop/1022677394 (the integral); b itself is our own
 * @example
 * wassersteinByChance(pool(ascending([0, 1]), ascending([0, 1]))) // 0.39894228
 */
export function wassersteinByChance({ values, reference, current, n, m }: Pooled): number {
  let area = 0
  let below = 0
  for (let k = 0; k + 1 < values.length; k++) {
    below += reference[k]! + current[k]!
    // Rows of profiles, and weighted ones, are not whole: behind the last they may add up to a little more than all.
    area += Math.sqrt(below * Math.max(0, n + m - below)) * (values[k + 1]! - values[k]!)
  }
  return (Math.sqrt((2 / Math.PI) * (1 / n + 1 / m)) * area) / (n + m)
}
