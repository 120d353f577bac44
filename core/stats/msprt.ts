/**
 * The mixture sequential probability ratio test: evidence against "the effect is 0" that may be
 * looked at after every observation without raising false alarms above its level.
 *
 * @param n observations so far
 * @param estimate mean effect so far
 * @param variance variance of one observation of the effect, > 0
 * @param mixing τ², the variance of the effects thought possible, > 0, fixed beforehand
 * @returns the likelihood ratio Λ ≥ 0 and `pValue` = min(1, 1/Λ) at this look; the always-valid
 *   p-value is the smallest of all looks so far
 * @see Johari et al. 2022, doi:10.1287/opre.2021.2135
 * @example
 * msprt({ n: 100, estimate: 0.3, variance: 2, mixing: 0.1 }).likelihoodRatio // 2.66211
 */
export function msprt({
  n,
  estimate,
  variance,
  mixing,
}: {
  n: number
  estimate: number
  variance: number
  mixing: number
}): { likelihoodRatio: number; pValue: number } {
  const total = variance + n * mixing
  const exponent = (n * n * mixing * estimate * estimate) / (2 * variance * total)
  const likelihoodRatio = Math.sqrt(variance / total) * Math.exp(exponent)
  return { likelihoodRatio, pValue: Math.min(1, 1 / likelihoodRatio) }
}
