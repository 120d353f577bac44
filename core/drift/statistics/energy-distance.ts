import type { Pooled } from './pool.ts'

/**
 * The energy distance of two samples: √(2 ∫ (F − G)² dx).
 *
 * Time O(n + m).
 *
 * @returns ≥ 0, in the square root of the unit of the values
 * @see Székely & Rizzo 2013, doi:10.1016/j.jspi.2013.03.018; values from SciPy 1.17 energy_distance
 * @example
 * energyDistance(pool(ascending([0]), ascending([2]))) // 2
 */
export function energyDistance({ values, reference, current, n, m }: Pooled): number {
  let area = 0
  let gap = 0
  for (let k = 0; k + 1 < values.length; k++) {
    gap += reference[k]! * m - current[k]! * n
    area += (gap / n / m) ** 2 * (values[k + 1]! - values[k]!)
  }
  return Math.sqrt(2 * area)
}
