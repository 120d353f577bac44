import { gammaln } from 'simple-statistics'

/**
 * What Stirling's formula leaves out: ln Γ(z + 1) − (z + ½) ln z + z − ½ ln 2π. With it, probabilities of large counts
 * keep their digits, because no two large logarithms are subtracted.
 *
 * Below 15 from simple-statistics' `gammaln`, which there is within 1e-15 of SciPy's; above, five terms of the series.
 *
 * @param z > 0, whole or not
 * @returns about 1 / (12 z), within 1e-14
 * @see DLMF 5.11.1, https://dlmf.nist.gov/5.11.E1; Loader 2000, Fast and accurate computation of binomial probabilities
 * @example
 * stirlingError(1) // 0.08106146679533
 */
export function stirlingError(z: number): number {
  if (z < SERIES_FROM) return gammaln(z + 1) - (z + 0.5) * Math.log(z) + z - Math.log(2 * Math.PI) / 2
  const s = 1 / (z * z)
  return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s / 1188)))) / z
}

const SERIES_FROM = 15
