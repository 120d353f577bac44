/** Sums of so many rows are added up apart, so that rounding does not pile up. */
const BLOCK = 1024

/**
 * The standard deviation of the finite values, squares divided by their number. Time O(rows).
 *
 * @param origin near the mean, so that no digit is lost
 * @example
 * deviationOf(Float64Array.of(2, 4, NaN, 4, 4, 5, 5, 7, 9), 5) // 2
 */
export function deviationOf(values: Float64Array, origin: number): number {
  let [rows, sum, squares] = [0, 0, 0]
  for (let from = 0; from < values.length; from += BLOCK) {
    const all = values.subarray(from, from + BLOCK)
    const plain = sumsOf(all, origin)
    // Rows without a number are rare: only blocks with one are gone through again.
    const finite = Number.isFinite(plain.squares) ? all : all.filter((value) => Number.isFinite(value))
    const sums = finite === all ? plain : sumsOf(finite, origin)
    rows += finite.length
    sum += sums.sum
    squares += sums.squares
  }
  return Math.sqrt(Math.max(0, squares / rows - (sum / rows) ** 2))
}

function sumsOf(values: Float64Array, origin: number): { sum: number; squares: number } {
  let [sum, squares] = [0, 0]
  for (let row = 0; row < values.length; row++) {
    const gap = values[row]! - origin
    sum += gap
    squares += gap * gap
  }
  return { sum, squares }
}
