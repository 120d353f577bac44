import { equalEdges } from './equal-edges.ts'

/**
 * The edges of Doane's bins, as NumPy has them: Sturges' rule with more bins the more skewed the values are.
 *
 * Five passes: time O(values).
 *
 * The skewness is of gaps in standard deviations, as NumPy takes it: of values so large that their squares are infinite it is
 * 0, and of ones so small that these are 0 there is one bin.
 *
 * @param values in any order
 * @param rows of each value, not all 0
 * @throws {RangeError} if the sum or the range of the values is infinite, which NumPy has no bins for either
 * @see Doane 1976, doi:10.1080/00031305.1976.10479172; numpy.histogram_bin_edges(bins="doane"), NumPy 2.4
 * @example
 * doaneEdges(Float64Array.of(0, 1, 2, 3), Float64Array.of(1, 1, 1, 1)) // [0, 1, 2, 3]
 */
export function doaneEdges(values: Float64Array, rows: Float64Array): Float64Array {
  let [low, high] = [Infinity, -Infinity]
  for (let k = 0; k < values.length; k++) {
    if (rows[k]! === 0) continue
    low = Math.min(low, values[k]!)
    high = Math.max(high, values[k]!)
  }
  const size = rows.reduce((sum, count) => sum + count, 0)
  if (size <= 2 || low === high) return equalEdges({ low, high }, 1)
  const { deviation, skew } = shapeOf(values, rows, size)
  if (deviation === 0) return equalEdges({ low, high }, 1)
  const spreadOfSkew = Math.sqrt((6 * (size - 2)) / ((size + 1) * (size + 3)))
  const width = (high - low) / (1 + Math.log2(size) + Math.log2(1 + Math.abs(skew) / spreadOfSkew))
  return equalEdges({ low, high }, Math.ceil((high - low) / width))
}

function shapeOf(values: Float64Array, rows: Float64Array, size: number): { deviation: number; skew: number } {
  let sum = 0
  for (let k = 0; k < values.length; k++) sum += rows[k]! * values[k]!
  const mean = sum / size
  const meanOf = (power: 2 | 3, scale: number) => {
    let total = 0
    for (let k = 0; k < values.length; k++) {
      const gap = (values[k]! - mean) * scale
      // Of a value without rows the power may be infinite. As products: `**` takes ten times as long.
      if (rows[k]! > 0) total += rows[k]! * gap * gap * (power === 3 ? gap : 1)
    }
    return total / size
  }
  const deviation = Math.sqrt(meanOf(2, 1))
  if (deviation === 0 || deviation === Infinity) return { deviation, skew: 0 }
  // A power of two changes no digit, so that what cancels out still does.
  const scale = 2 ** -Math.floor(Math.log2(deviation))
  return { deviation, skew: meanOf(3, scale) / meanOf(2, scale) ** 1.5 }
}
