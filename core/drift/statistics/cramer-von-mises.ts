import { cramerVonMisesTail } from '../../stats/cramer-von-mises-tail.ts'
import { exactCramerVonMisesP } from './exact-cramer-von-mises-p.ts'
import type { Pooled } from './pool.ts'
import type { Tested } from './tested.ts'

/**
 * Two-sample Cramér–von Mises test: the squared gap between two empirical distribution functions, over all rows.
 *
 * Exact up to 20 rows a side, beyond by the limit, as SciPy does. Ties get their middle rank. Time O(n + m).
 *
 * @returns `statistic` T, about 1/6 if both share one source, and `pValue`
 * @see Anderson 1962, doi:10.1214/aoms/1177704477; values from SciPy 1.17 cramervonmises_2samp
 * @example
 * cramerVonMises(pool(ascending([1, 2, 3]), ascending([4, 5, 6]))) // { statistic: 0.5277777778, pValue: 0.1 }
 */
export function cramerVonMises(pooled: Pooled): Tested {
  const { n, m } = pooled
  const rows = n + m
  const u = rankGaps(pooled)
  const statistic = u / (n * m * rows) - (4 * n * m - 1) / (6 * rows)
  if (Math.max(n, m) <= EXACT_ROWS) return { statistic, pValue: exactCramerVonMisesP(n, m, u) }
  const mean = (1 + 1 / rows) / 6
  const variance = ((rows + 1) * (4 * n * m * rows - 3 * (n ** 2 + m ** 2) - 2 * n * m)) / (180 * rows ** 2 * n * m)
  return { statistic, pValue: cramerVonMisesTail(1 / 6 + (statistic - mean) / Math.sqrt(45 * variance)) }
}

const EXACT_ROWS = 20

/** n Σ (rank of the i-th reference row − i)² + m Σ (rank of the j-th current row − j)². */
function rankGaps({ reference, current, n, m }: Pooled): number {
  let [inReference, inCurrent] = [0, 0]
  let [ofReference, ofCurrent] = [0, 0]
  for (let k = 0; k < reference.length; k++) {
    const [r, c] = [reference[k]!, current[k]!]
    const rank = inReference + inCurrent + (r + c + 1) / 2
    ofReference += squares(rank - inReference, r)
    ofCurrent += squares(rank - inCurrent, c)
    inReference += r
    inCurrent += c
  }
  return n * ofReference + m * ofCurrent
}

/** (x − 1)² + … + (x − rows)². */
function squares(x: number, rows: number): number {
  const middle = x - (rows + 1) / 2
  return rows * (middle ** 2 + (rows ** 2 - 1) / 12)
}
