import { gammaln } from 'simple-statistics'
import { durbinMatrix } from './durbin-matrix.ts'
import { pelzGood } from './pelz-good.ts'
import { smirnovTail } from './smirnov-tail.ts'

/**
 * P(Dₙ ≥ d): how likely the empirical distribution function of n rows is somewhere at least d from the true one.
 *
 * Each region has the method that is best there, chosen where SciPy's `kstwo.sf` chooses, so that both agree; in the
 * tail twice the one-sided probability. Time at most that of a few thousand exponentials.
 *
 * @param n rows, whole ≥ 1
 * @param d any number
 * @returns a probability in [0, 1], within 1e-9 of SciPy's
 * @see Simard & L'Ecuyer 2011, doi:10.18637/jss.v039.i11
 * @example
 * kolmogorovTail(10, 0.274) // 0.3715203845
 */
export function kolmogorovTail(n: number, d: number): number {
  const t = n * d
  if (d >= 1 || t * d >= 370) return 0
  if (t <= 0.5) return 1
  if (t <= 1) return 1 - Math.exp(gammaln(n + 1) + n * Math.log((2 * t - 1) / n))
  if (t >= n - 1) return 2 * (1 - d) ** n
  if (d >= 0.5 || t * d > (n <= 140 ? 4 : 2.2)) return Math.min(1, 2 * smirnovTail(n, d))
  const small = n <= 140 || (n <= 100_000 && n * d ** 1.5 <= 1.4)
  return Math.min(1, Math.max(0, 1 - (small ? durbinMatrix(n, d) : pelzGood(n, d))))
}
