import type { Groups } from '../metrics/metric.ts'

export interface Variance {
  readonly variance: number
  /** Degrees of freedom of Student's t; Infinity for the normal. */
  readonly df: number
}

/**
 * The variance of a value from its influence values, or of a difference of two values on the same
 * rows from the differences of their influence values.
 *
 * Without groups every row is independent: Σ over strata of n/(n − 1) · Σ influence². Over the labels
 * as strata this is exactly DeLong's variance for roc_auc. With groups only the groups are
 * independent: G/(G − 1) · Σ over groups of (Σ influence)², G counting the groups that have rows.
 *
 * Time O(n), memory O(G).
 *
 * @param influence one value a row, summing to 0 (over each stratum)
 * @param groups rows that are alike; strata are then ignored
 * @param strata rows sampled apart, a small whole number a row
 * @returns a variance ≥ 0, Infinity where it cannot be known: a single group, or a stratum of one row
 * @see DeLong, DeLong & Clarke-Pearson 1988, doi:10.2307/2531595; Liang & Zeger 1986,
 *   doi:10.1093/biomet/73.1.13
 * @example
 * varianceOf(Float64Array.of(-1, 0, 1)) // { variance: 3, df: Infinity }
 */
export function varianceOf(
  influence: Float64Array,
  { groups, strata }: { groups?: Groups | undefined; strata?: Uint8Array | undefined } = {},
): Variance {
  if (groups !== undefined) return groupVariance(influence, groups)
  return { variance: strata === undefined ? rowVariance(influence) : strataVariance(influence, strata), df: Infinity }
}

function groupVariance(influence: Float64Array, { codes, count }: Groups): Variance {
  const sums = new Float64Array(count)
  const rows = new Uint32Array(count)
  for (let row = 0; row < influence.length; row++) {
    const group = codes[row]!
    sums[group]! += influence[row]!
    rows[group]!++
  }
  const groups = rows.reduce((total, size) => total + (size > 0 ? 1 : 0), 0)
  return { variance: smallSample(sumOfSquares(sums), groups), df: Math.max(0, groups - 1) }
}

function rowVariance(influence: Float64Array): number {
  return smallSample(sumOfSquares(influence), influence.length)
}

function strataVariance(influence: Float64Array, strata: Uint8Array): number {
  const squares = new Float64Array(256)
  const rows = new Uint32Array(256)
  for (let row = 0; row < influence.length; row++) {
    const stratum = strata[row]!
    squares[stratum]! += influence[row]! * influence[row]!
    rows[stratum]!++
  }
  return squares.reduce(
    (total, sum, stratum) => total + (rows[stratum] === 0 ? 0 : smallSample(sum, rows[stratum]!)),
    0,
  )
}

function smallSample(squares: number, n: number): number {
  return n > 1 ? (squares * n) / (n - 1) : Infinity
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!
  return sum
}
