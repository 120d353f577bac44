/**
 * How many rows lie in each bin, from the values in order.
 *
 * Time O(values + bins).
 *
 * @param values ascending
 * @param rows of each value
 * @param edges ascending, one more than bins; a bin holds its lower edge, the last one both
 * @returns rows a bin; what lies outside the edges is in none
 * @see as numpy.histogram
 * @example
 * countInBins(Float64Array.of(0, 1, 2, 9), Float64Array.of(5, 1, 2, 7), Float64Array.of(0, 1, 2)) // [5, 3]
 */
export function countInBins(values: Float64Array, rows: Float64Array, edges: Float64Array): Float64Array {
  const counts = new Float64Array(edges.length - 1)
  const last = counts.length - 1
  let bin = 0
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!
    if (value < edges[0]!) continue
    if (value > edges[last + 1]!) break
    while (bin < last && value >= edges[bin + 1]!) bin++
    counts[bin]! += rows[k]!
  }
  return counts
}
