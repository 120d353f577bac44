import { equalEdges } from './equal-edges.ts'

/**
 * The edges of Doane's bins, as NumPy has them: Sturges' rule with more bins the more skewed the values are.
 *
 * Two passes: time O(values).
 *
 * @param values ascending
 * @param rows of each value, not all 0
 * @see Doane 1976, doi:10.1080/00031305.1976.10479172; numpy.histogram_bin_edges(bins="doane"), NumPy 2.4
 * @example
 * doaneEdges(Float64Array.of(0, 1, 2, 3), Float64Array.of(1, 1, 1, 1)) // [0, 1, 2, 3]
 */
export function doaneEdges(values: Float64Array, rows: Float64Array): Float64Array {
  const [first, last] = [rows.findIndex((count) => count > 0), rows.findLastIndex((count) => count > 0)]
  const [low, high] = [values[first]!, values[last]!]
  const size = rows.reduce((sum, count) => sum + count, 0)
  if (size <= 2 || low === high) return equalEdges({ low, high }, 1)
  const spreadOfSkew = Math.sqrt((6 * (size - 2)) / ((size + 1) * (size + 3)))
  const skew = Math.abs(skewness(values, rows, size))
  const width = (high - low) / (1 + Math.log2(size) + Math.log2(1 + skew / spreadOfSkew))
  return equalEdges({ low, high }, Math.ceil((high - low) / width))
}

function skewness(values: Float64Array, rows: Float64Array, size: number): number {
  let sum = 0
  for (let k = 0; k < values.length; k++) sum += rows[k]! * values[k]!
  const mean = sum / size
  let [squares, cubes] = [0, 0]
  for (let k = 0; k < values.length; k++) {
    const gap = values[k]! - mean
    squares += rows[k]! * gap * gap
    cubes += rows[k]! * gap * gap * gap
  }
  return cubes / size / (squares / size) ** 1.5
}
