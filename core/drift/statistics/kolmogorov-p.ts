import { kolmogorovTail } from '../../stats/kolmogorov-tail.ts'
import { exactKolmogorovP } from './exact-kolmogorov-p.ts'

const EXACT_ROWS = 10_000

/**
 * How surprising Kolmogorov's D of two samples is if both share one source.
 *
 * Exact up to 10,000 rows a side, beyond from one sample of round(n m / (n + m)) rows, as SciPy does. Ties make it
 * conservative. Up to 10,000 rows a side at most 10⁷ steps.
 *
 * @param samples rows of the reference and of the current sample, of re-weighted ones their effective number, and D in [0, 1]
 * @returns the two-sided p-value
 * @see Smirnov 1948, doi:10.1214/aoms/1177730256; values from SciPy 1.17 ks_2samp
 * @example
 * kolmogorovP({ n: 3, m: 3, statistic: 1 }) // 0.1
 */
export function kolmogorovP({ n, m, statistic }: { n: number; m: number; statistic: number }): number {
  const byLimit = () => kolmogorovTail(Math.max(1, halfEven((n * m) / (n + m))), statistic)
  // Weighted rows need not add up to a whole number, and paths are counted in whole ones.
  const countable = Math.max(n, m) <= EXACT_ROWS && Number.isInteger(n) && Number.isInteger(m)
  return countable ? (exactKolmogorovP(n, m, statistic) ?? byLimit()) : byLimit()
}

/** Rounds as NumPy does: a half to the even neighbour. */
function halfEven(x: number): number {
  const below = Math.floor(x)
  return x - below === 0.5 ? below + (below % 2) : Math.round(x)
}
