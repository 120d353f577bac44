import { kolmogorovTail } from '../../stats/kolmogorov-tail.ts'
import { exactKolmogorovP } from './exact-kolmogorov-p.ts'
import { kolmogorovDistance } from './kolmogorov-distance.ts'
import type { Pooled } from './pool.ts'
import type { Tested } from './tested.ts'

/**
 * Two-sample Kolmogorov–Smirnov test: the widest gap between two empirical distribution functions, and how
 * surprising it is if both share one source.
 *
 * Exact up to 10,000 rows a side, beyond from one sample of round(n m / (n + m)) rows, as SciPy does. Ties make the
 * p-value conservative. Time O(n + m), up to 10,000 rows a side at most 10⁷ steps more.
 *
 * @returns `statistic` in [0, 1] and the two-sided `pValue`
 * @see Smirnov 1948, doi:10.1214/aoms/1177730256; values from SciPy 1.17 ks_2samp
 * @example
 * kolmogorovSmirnov(pool(ascending([1, 2, 3]), ascending([4, 5, 6]))).statistic // 1
 */
export function kolmogorovSmirnov(pooled: Pooled): Tested {
  const statistic = kolmogorovDistance(pooled)
  return { statistic, pValue: kolmogorovSmirnovP(pooled, statistic) }
}

/** The p-value alone, where the statistic is known already. */
export function kolmogorovSmirnovP({ n, m }: Pick<Pooled, 'n' | 'm'>, statistic: number): number {
  const byLimit = () => kolmogorovTail(Math.max(1, halfEven((n * m) / (n + m))), statistic)
  return Math.max(n, m) > EXACT_ROWS ? byLimit() : (exactKolmogorovP(n, m, statistic) ?? byLimit())
}

const EXACT_ROWS = 10_000

/** Rounds as NumPy does: a half to the even neighbour. */
function halfEven(x: number): number {
  const below = Math.floor(x)
  return x - below === 0.5 ? below + (below % 2) : Math.round(x)
}
