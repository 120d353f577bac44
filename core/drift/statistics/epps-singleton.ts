import { chiSquareTail } from '../../stats/chi-square.ts'
import { symmetricEigen } from '../../stats/symmetric-eigen.ts'
import type { Pooled } from './pool.ts'
import type { Tested } from './tested.ts'

/**
 * Epps and Singleton's test: do the empirical characteristic functions of two samples agree at 0.4 and 0.8 of half the
 * interquartile range of both? Needs no continuity, so it suits counts and rounded values.
 *
 * Time O(n + m).
 *
 * @param pooled 5 rows or more a side
 * @returns `statistic`, near χ² with 4 degrees of freedom, and `pValue`; 0 and 1 where half of all rows are equal
 * @see Epps & Singleton 1986, doi:10.1080/00949658608810963; Goerg & Kaiser 2009, doi:10.1177/1536867X0900900307;
 *   values from SciPy 1.17 epps_singleton_2samp
 * @example
 * eppsSingleton(pool(ascending([1, 2, 3, 4, 5]), ascending([2, 3, 4, 5, 7]))).pValue // 0.9
 */
export function eppsSingleton(pooled: Pooled): Tested {
  const { values, reference, current, n, m } = pooled
  const scale = halfInterquartileRange(pooled)
  if (scale === 0) return { statistic: 0, pValue: 1 }
  const first = wavesOf(values, reference, n, scale)
  const second = wavesOf(values, current, m, scale)
  const rows = n + m
  const covariance = first.covariance.map((line, i) =>
    line.map((value, j) => (rows / n) * value + (rows / m) * second.covariance[i]![j]!),
  )
  const gap = first.means.map((mean, i) => mean - second.means[i]!)
  const pairs = symmetricEigen(covariance)
  const most = Math.max(...pairs.map(({ value }) => Math.abs(value)))
  // The pseudo-inverse: directions in which nothing varies say nothing.
  const telling = pairs.filter(({ value }) => Math.abs(value) > RELATIVE_ZERO * most)
  let statistic = 0
  for (const { value, vector } of telling) {
    statistic += (rows * vector.reduce((sum, part, i) => sum + part * gap[i]!, 0) ** 2) / value
  }
  if (Math.max(n, m) < 25) statistic /= 1 + rows ** -0.45 + 10.1 * (n ** -1.7 + m ** -1.7)
  return { statistic, pValue: chiSquareTail(statistic, telling.length) }
}

/** numpy.linalg.pinv's for a matrix of doubles. */
const RELATIVE_ZERO = 1e-15

/** Points of the characteristic function, in units of half the interquartile range. */
const POINTS = [0.4, 0.8]

/** Means and covariances (divided by the rows) of the cosines and sines of the values at each point. */
function wavesOf(values: Float64Array, rows: Float64Array, size: number, scale: number) {
  const waves = [Math.cos, Math.sin].flatMap((wave) => POINTS.map((t) => values.map((x) => wave((t / scale) * x))))
  const means = waves.map((wave) => weightedSum(wave, rows) / size)
  const covariance = waves.map((a, i) =>
    waves.map(
      (b, j) =>
        weightedSum(
          a.map((x, k) => (x - means[i]!) * (b[k]! - means[j]!)),
          rows,
        ) / size,
    ),
  )
  return { means, covariance }
}

function weightedSum(values: Float64Array, rows: Float64Array): number {
  let sum = 0
  for (let k = 0; k < values.length; k++) sum += rows[k]! * values[k]!
  return sum
}

/** Quartiles of both samples together, between rows by straight lines as NumPy takes them. */
function halfInterquartileRange({ values, reference, current, n, m }: Pooled): number {
  const at = (position: number) => {
    let before = 0
    for (let k = 0; k < values.length; k++) {
      before += reference[k]! + current[k]!
      if (before > position) return values[k]!
    }
    return values.at(-1)!
  }
  const quantile = (share: number) => {
    const position = share * (n + m - 1)
    const [low, high] = [at(Math.floor(position)), at(Math.ceil(position))]
    return low + (high - low) * (position - Math.floor(position))
  }
  return (quantile(0.75) - quantile(0.25)) / 2
}
