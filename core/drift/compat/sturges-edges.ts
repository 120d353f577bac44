import { equalEdges } from './equal-edges.ts'

/**
 * The edges of Sturges' bins, as NumPy has them: of the width range / (log₂ N + 1), their number rounded up.
 *
 * @param sample.low the lowest value
 * @param sample.high the highest value
 * @param sample.size N, how many values
 * @param sample.integers whether all values are whole numbers by type: then no bin is narrower than 1
 * @throws {RangeError} if the range is infinite, which NumPy has no bins for either
 * @see Sturges 1926, doi:10.1080/01621459.1926.10502161; numpy.histogram_bin_edges(bins="sturges"), NumPy 2.4
 * @example
 * sturgesEdges({ low: 0, high: 4, size: 8, integers: false }) // [0, 1, 2, 3, 4]
 */
export function sturgesEdges({
  low,
  high,
  size,
  integers,
}: {
  low: number
  high: number
  size: number
  integers: boolean
}): Float64Array {
  const width = (high - low) / (Math.log2(size) + 1)
  const least = integers && width < 1 ? 1 : width
  return equalEdges({ low, high }, high === low ? 1 : Math.ceil((high - low) / least))
}
