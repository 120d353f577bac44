/** The bin of a missing value, in every column. */
export const MISSING = 255

/**
 * The bounds that put numbers into bins: bin i holds the values above bound i − 1 and up to bound i.
 *
 * Up to `maxBins` distinct values get a bin each; more are cut into bins of about equally many rows.
 * Bounds lie halfway between two neighbouring values, as 32-bit floats: they become thresholds of a
 * model that compares 32-bit floats, so a row must fall on the same side here and there.
 *
 * Time O(n log n), memory O(n).
 *
 * @param values n numbers as the model will see them; NaN is a missing value
 * @param maxBins in [2, 255]
 * @returns at most `maxBins` − 1 bounds, rising
 * @example
 * cutNumbers(Float32Array.of(1, 2, 2, 4, NaN), 255) // Float32Array.of(1.5, 3)
 */
export function cutNumbers(values: Float32Array, maxBins: number): Float32Array {
  const runs = countRuns(values)
  const cutEverywhere = runs.values.length <= maxBins
  const bounds: number[] = []
  let rowsLeft = runs.rows
  let binsLeft = maxBins
  let open = 0
  for (let i = 0; i + 1 < runs.values.length && binsLeft > 1; i++) {
    open += runs.counts[i]!
    if (!cutEverywhere && open < rowsLeft / binsLeft) continue
    bounds.push(between(runs.values[i]!, runs.values[i + 1]!))
    rowsLeft -= open
    binsLeft--
    open = 0
  }
  return Float32Array.from(bounds)
}

/**
 * The bin of each value. Time O(n log bounds).
 *
 * @param bounds from `cutNumbers`
 * @returns bins in [0, bounds], or `MISSING`
 * @example
 * binNumbers(Float32Array.of(1.5, 9, NaN), Float32Array.of(1.5, 3)) // Uint8Array.of(0, 2, 255)
 */
export function binNumbers(values: Float32Array, bounds: Float32Array): Uint8Array {
  const bins = new Uint8Array(values.length)
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (Number.isNaN(value)) {
      bins[row] = MISSING
      continue
    }
    let low = 0
    let high = bounds.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (value <= bounds[middle]!) high = middle
      else low = middle + 1
    }
    bins[row] = low
  }
  return bins
}

/** The distinct values that are not missing, rising, and how many rows have each. */
function countRuns(values: Float32Array): { values: number[]; counts: number[]; rows: number } {
  const sorted = values.toSorted() // puts NaN last
  const runs = { values: [] as number[], counts: [] as number[], rows: 0 }
  for (const value of sorted) {
    if (Number.isNaN(value)) break
    runs.rows++
    if (value === runs.values.at(-1)) runs.counts[runs.counts.length - 1]!++
    else {
      runs.values.push(value)
      runs.counts.push(1)
    }
  }
  return runs
}

/** A 32-bit float t with low ≤ t < high. */
function between(low: number, high: number): number {
  const middle = Math.fround(low / 2 + high / 2)
  return low <= middle && middle < high ? middle : low
}
