/**
 * How many rows lie in each bin.
 *
 * Time O(values + bins) where bins are about as wide as each other: where a value would lie if they were is looked at first.
 *
 * @param values in any order
 * @param rows of each value
 * @param edges ascending, one more than bins; a bin holds its lower edge, the last one both
 * @returns rows a bin; what lies outside the edges is in none
 * @see as numpy.histogram
 * @example
 * countInBins(Float64Array.of(9, 1, 0, 2), Float64Array.of(7, 1, 5, 2), Float64Array.of(0, 1, 2)) // [5, 3]
 */
export function countInBins(values: Float64Array, rows: Float64Array, edges: Float64Array): Float64Array {
  const counts = new Float64Array(edges.length - 1)
  const last = counts.length - 1
  const [low, high] = [edges[0]!, edges[last + 1]!]
  const perUnit = counts.length / (high - low)
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!
    if (!(value >= low && value <= high)) continue
    const guess = Math.floor((value - low) * perUnit)
    // It is none where edges are too close to each other, or too far, for their difference to be a number.
    let bin = guess >= 0 ? Math.min(last, guess) : 0
    while (value < edges[bin]!) bin--
    while (bin < last && value >= edges[bin + 1]!) bin++
    counts[bin]! += rows[k]!
  }
  return counts
}
