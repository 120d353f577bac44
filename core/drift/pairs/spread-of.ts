/** Sums of so many rows are added up apart, so that rounding does not pile up. */
const BLOCK = 1024

/** Where the values of a sample lie. */
export interface Spread {
  /** The mean, less the origin. */
  readonly mean: number
  /** The standard deviation, squares divided by the number of rows. */
  readonly deviation: number
}

/**
 * The mean and the standard deviation of the finite values. Time O(rows), one pass.
 *
 * @param origin near the mean, so that no digit is lost
 * @example
 * spreadOf(Float64Array.of(2, 4, NaN, 4, 4, 5, 5, 7, 9), 4) // { mean: 1, deviation: 2 }
 */
export function spreadOf(values: Float64Array, origin: number): Spread {
  let [rows, sum, squares] = [0, 0, 0]
  const sums = new Float64Array(2)
  for (let from = 0; from < values.length; from += BLOCK) {
    const to = Math.min(values.length, from + BLOCK)
    addUp(values, { from, to, origin, sums })
    let finite = to - from
    // Rows without a number are rare: only blocks with one are gone through again.
    if (!Number.isFinite(sums[1])) {
      const some = values.subarray(from, to).filter((value) => Number.isFinite(value))
      finite = some.length
      addUp(some, { from: 0, to: finite, origin, sums })
    }
    rows += finite
    sum += sums[0]!
    squares += sums[1]!
  }
  return { mean: sum / rows, deviation: Math.sqrt(Math.max(0, squares / rows - (sum / rows) ** 2)) }
}

interface Block {
  readonly from: number
  readonly to: number
  readonly origin: number
  /** Is given the sum of the gaps to the origin, and of their squares. */
  readonly sums: Float64Array
}

function addUp(values: Float64Array, { from, origin, sums, to }: Block): void {
  let [sum, squares] = [0, 0]
  for (let row = from; row < to; row++) {
    const gap = values[row]! - origin
    sum += gap
    squares += gap * gap
  }
  sums[0] = sum
  sums[1] = squares
}
