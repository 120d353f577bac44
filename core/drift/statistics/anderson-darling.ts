import type { Pooled } from './pool.ts'
import type { Tested } from './tested.ts'

/**
 * Anderson and Darling's test of k samples, for two: the squared gap between the distribution functions, weighted so
 * that the tails count. Ties as middle ranks, as in SciPy.
 *
 * The p-value is read off seven tabled points, as SciPy reads it, and says no more than 0.001 … 0.25. Time O(n + m).
 *
 * @returns `statistic`, normalised to mean 0 and variance 1, and `pValue` in [0.001, 0.25]; where all rows are equal 0 and 0.25
 * @see Scholz & Stephens 1987, doi:10.1080/01621459.1987.10478517, equation 7; values from SciPy 1.17 anderson_ksamp
 * @example
 * andersonDarling(pool(ascending([1, 2, 3, 4]), ascending([5, 6, 7, 8]))) // { statistic: 3.6866058780, pValue: 0.0105950029 }
 */
export function andersonDarling(pooled: Pooled): Tested {
  if (pooled.values.length < 2) return { statistic: 0, pValue: HIGHEST }
  const statistic = (weightedGaps(pooled) - 1) / deviation(pooled)
  return { statistic, pValue: tabledP(statistic) }
}

function weightedGaps({ reference, current, n, m }: Pooled): number {
  const rows = n + m
  let [inReference, inBoth] = [0, 0]
  let sum = 0
  for (let k = 0; k < reference.length; k++) {
    const here = reference[k]! + current[k]!
    const middle = inBoth + here / 2
    // The gaps of both samples are equal but for their sign: a² / n + a² / m.
    const gap = rows * (inReference + reference[k]! / 2) - n * middle
    sum += ((here / rows) * gap ** 2) / (middle * (rows - middle) - (rows * here) / 4)
    inReference += reference[k]!
    inBoth += here
  }
  return ((rows - 1) / rows) * sum * (1 / n + 1 / m)
}

/** Of the statistic under the null, from equation 4 for k = 2. */
function deviation({ n, m }: Pooled): number {
  const rows = n + m
  const inverse = 1 / n + 1 / m
  let [h, g] = [0, 0]
  // Σ_{i<j} 1 / ((N − i) j), from the last i downwards.
  for (let i = rows - 1; i >= 1; i--) {
    g += h / (rows - i)
    h += 1 / i
  }
  const a = 4 * g - 6 + (10 - 6 * g) * inverse
  const b = (2 * g - 4) * 4 + 8 * h * 2 + (2 * g - 14 * h - 4) * inverse - 8 * h + 4 * g - 6
  const c = (6 * h + 2 * g - 2) * 4 + (4 * h - 4 * g + 6) * 2 + (2 * h - 6) * inverse + 4 * h
  const d = (2 * h + 6) * 4 - 4 * h * 2
  const variance = (a * rows ** 3 + b * rows ** 2 + c * rows + d) / ((rows - 1) * (rows - 2) * (rows - 3))
  return Math.sqrt(variance)
}

/** ln p as a parabola in the statistic, by least squares through Scholz & Stephens' table for two samples. */
function tabledP(statistic: number): number {
  if (statistic < LEAST_TABLED) return HIGHEST
  if (statistic > MOST_TABLED) return LOWEST
  const [square, slope, at0] = PARABOLA
  return Math.exp((square * statistic + slope) * statistic + at0)
}

const HIGHEST = 0.25
const LOWEST = 0.001
/** Their table's ends at k = 2: 0.675 − 0.245 − 0.105 and 3.085 + 3.615 − 0.154. */
const LEAST_TABLED = 0.325
const MOST_TABLED = 6.546
/** numpy.polyfit([0.325, 1.226, 1.961, 2.718, 3.752, 4.592, 6.546], log([.25, .1, .05, .025, .01, .005, .001]), 2) */
const PARABOLA = [0.01819809457411147, -1.0082265644652515, -1.077770279820484] as const
