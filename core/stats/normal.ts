import { symmetricCdf, symmetricQuantile, type UpperHalf } from './symmetric.ts'

/**
 * Standard normal distribution function P(Z ≤ z).
 *
 * Within 1e-14 relative of SciPy's `norm.cdf` from −37 to 37 (simple-statistics looks it up in a
 * table of four decimals, hence this one): a power series near 0, Laplace's continued fraction
 * beyond 2.
 *
 * @param z any number; NaN gives NaN
 * @returns a probability in [0, 1]
 * @see DLMF 7.6.2 (series) and 7.9.1 (continued fraction), https://dlmf.nist.gov/7
 * @example
 * normalCdf(1.959963984540054) // 0.975
 */
export function normalCdf(z: number): number {
  return symmetricCdf(z, HALF)
}

/**
 * Standard normal quantile: the z with P(Z ≤ z) = p.
 *
 * @param p in [0, 1]; 0 gives −∞, 1 gives ∞, anything else outside NaN
 * @see values from SciPy 1.17 `norm.ppf`, equal to 1e-14 relative
 * @example
 * normalQuantile(0.975) // 1.959963984540054
 */
export function normalQuantile(p: number): number {
  return symmetricQuantile(p, HALF, (q) => Math.sqrt(-2 * Math.log(q)))
}

const SERIES_BELOW = 2
/** Enough for full precision at 2, where the fraction converges slowest. */
const FRACTION_TERMS = 120

const HALF: UpperHalf = {
  density,
  centre: (z) => (z < SERIES_BELOW ? centreSeries(z) : 0.5 - tailFraction(z)),
  tail: (z) => (z < SERIES_BELOW ? 0.5 - centreSeries(z) : tailFraction(z)),
}

/** exp(−z²/2) is taken in two factors, since the rounding of z² alone would cost digits far out. */
function density(z: number): number {
  const coarse = Math.trunc(z * 16) / 16
  return (Math.exp((-coarse * coarse) / 2) * Math.exp((-(z - coarse) * (z + coarse)) / 2)) / Math.sqrt(2 * Math.PI)
}

/** density(z) · (z + z³/3 + z⁵/(3·5) + …); every term is positive, so nothing cancels. */
function centreSeries(z: number): number {
  let term = z
  let sum = z
  for (let odd = 3; term > 1e-17 * sum; odd += 2) {
    term *= (z * z) / odd
    sum += term
  }
  return density(z) * sum
}

/** density(z) / (z + 1/(z + 2/(z + 3/…))), from the inside out. */
function tailFraction(z: number): number {
  if (z === Infinity) return 0
  let fraction = z
  for (let k = FRACTION_TERMS; k >= 1; k--) fraction = z + k / fraction
  return density(z) / fraction
}
