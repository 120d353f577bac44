import type { Groups } from '../metrics/metric.ts'

/**
 * How many standard errors an interval must reach below and above a value whose units (rows, or
 * groups of rows) are skewed, so that it holds its level: Hall's cubic transformation of the
 * t statistic. A loss with a few very bad days reaches further up than down.
 *
 * Without skewness both are `critical`; the correction shrinks as 1/√units. Time O(n).
 *
 * @param influence one value a row, summing to 0
 * @param critical how far a symmetric interval would reach, > 0
 * @returns both ends in standard errors, ≥ 0
 * @see Hall 1992, On the removal of skewness by transformation, JRSS B 54, 221–228
 * @example
 * skewedReach(Float64Array.of(-1, 0, 1), undefined, 1.96) // [1.96, 1.96]
 */
export function skewedReach(
  influence: Float64Array,
  groups: Groups | undefined,
  critical: number,
): [below: number, above: number] {
  const skewness = skewnessOverRoot(groups === undefined ? influence : groupSums(influence, groups))
  if (Math.abs(skewness) < 1e-6) return [critical, critical]
  const untransformed = (x: number) => (3 * (Math.cbrt(1 + skewness * (x - skewness / 6)) - 1)) / skewness
  return [untransformed(critical), -untransformed(-critical)]
}

/** Skewness / √n. */
function skewnessOverRoot(values: Float64Array): number {
  let squares = 0
  let cubes = 0
  for (let i = 0; i < values.length; i++) {
    const square = values[i]! * values[i]!
    squares += square
    cubes += square * values[i]!
  }
  return squares === 0 ? 0 : cubes / squares ** 1.5
}

function groupSums(influence: Float64Array, { codes, count }: Groups): Float64Array {
  const sums = new Float64Array(count)
  for (let row = 0; row < influence.length; row++) sums[codes[row]!]! += influence[row]!
  return sums
}
