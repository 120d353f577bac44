/** Rows of a numeric column in bins that need not be of one width. */
export interface Histogram {
  /** Ascending, one more than bins. */
  readonly edges: ArrayLike<number>
  readonly rows: ArrayLike<number>
}

/**
 * Two histograms over the bins that the edges of both make, rows spread evenly within each bin.
 *
 * Time O(bins).
 *
 * @returns the rows of either histogram in each of the finer bins; their sums stay the same
 * @see TensorFlow Data Validation aligns histograms like this for its Jensen–Shannon divergence
 * @example
 * commonBins({ edges: [0, 2], rows: [2] }, { edges: [1, 3], rows: [4] }) // { edges: [0, 1, 2, 3], reference: [1, 1, 0], current: [0, 2, 2] }
 */
export function commonBins(
  reference: Histogram,
  current: Histogram,
): { edges: Float64Array; reference: Float64Array; current: Float64Array } {
  const all = Float64Array.of(...Array.from(reference.edges), ...Array.from(current.edges)).sort()
  const edges = all.filter((edge, k) => k === 0 || edge !== all[k - 1])
  return { edges, reference: spread(reference, edges), current: spread(current, edges) }
}

function spread({ edges, rows }: Histogram, finer: Float64Array): Float64Array {
  let bin = 0
  return new Float64Array(finer.length - 1).map((_, k) => {
    const [from, to] = [finer[k]!, finer[k + 1]!]
    while (bin < rows.length && edges[bin + 1]! <= from) bin++
    if (bin >= rows.length || edges[bin]! > from) return 0
    return (rows[bin]! * (to - from)) / (edges[bin + 1]! - edges[bin]!)
  })
}
