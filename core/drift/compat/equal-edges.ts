/**
 * The edges of bins of equal width, in the very floating-point numbers that NumPy gives, so that a value on an edge falls
 * into the same bin.
 *
 * @param range.low the lowest value
 * @param range.high the highest value; where both are equal the range is ½ to either side
 * @param bins whole ≥ 1; NaN where a rule had an infinite range or sum to go by
 * @returns bins + 1 edges
 * @throws {RangeError} if there is no number of bins, which is an error to NumPy too
 * @see numpy.histogram_bin_edges and numpy.linspace, NumPy 2.4
 * @example
 * equalEdges({ low: 0, high: 1 }, 4) // [0, 0.25, 0.5, 0.75, 1]
 */
export function equalEdges({ low, high }: { low: number; high: number }, bins: number): Float64Array {
  if (!Number.isFinite(bins))
    throw new RangeError(`Unexpected values from ${low} to ${high}, expected a finite range and sum: they have no bins`)
  const [from, to] = low === high ? [low - 0.5, high + 0.5] : [low, high]
  const step = (to - from) / bins
  const edges = Float64Array.from({ length: bins + 1 }, (_, k) => (k === bins ? to : k * step + from))
  if (edges.some((edge, k) => edge <= edges[k - 1]!))
    throw new RangeError(
      `Unexpected values from ${low} to ${high}, expected ones that ${bins} bins can lie between: numbers so large are too far apart`,
    )
  return edges
}
