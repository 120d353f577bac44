/** Equal bins between two values; what lies beyond counts at either end. */
export interface EqualBins {
  readonly low: number
  readonly high: number
  readonly count: number
}

/**
 * Equal bins over all but the outermost values, so that one of them does not squeeze the others into one bin.
 *
 * @param sorted at least one finite number, lowest first
 * @param tail share of the values that may lie beyond either end; 0.005 when absent
 * @example
 * equalBins(Float64Array.of(1, 2, 5), 4) // { low: 1, high: 5, count: 4 }
 */
export function equalBins(sorted: Float64Array, count: number, tail = 0.005): EqualBins {
  const last = sorted.length - 1
  const [low, high] = [sorted[Math.floor(tail * last)]!, sorted[Math.ceil((1 - tail) * last)]!]
  return low < high ? { low, high, count } : { low: low - 0.5, high: low + 0.5, count }
}

/**
 * The bin that a value counts in.
 *
 * @example
 * equalBinOf(9, { low: 1, high: 5, count: 4 }) // 3
 */
export function equalBinOf(value: number, { count, high, low }: EqualBins): number {
  return Math.max(0, Math.min(count - 1, Math.floor(((value - low) / (high - low)) * count)))
}
