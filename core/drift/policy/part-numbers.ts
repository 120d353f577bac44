import type { PartCounts, Parted } from '../compared.ts'
import type { Pooled } from '../statistics/pool.ts'
import { type Layout, type LoneLayout, type Parts, WHOLE } from './lay-out.ts'

/** Where the cells of a numeric column end, the last one without end, and the mean of the rows of each. */
export interface Grid {
  /** The highest value of each cell but the last, ascending. */
  readonly ends: Float64Array
  readonly positions: Float64Array
}

/**
 * Cells between quantiles of both samples together, each with about as many rows; equal values share one.
 *
 * Time O(n + m).
 *
 * @param cells at most
 * @example
 * gridOf(pool(ascending([1, 1, 2]), ascending([3, 4])), 2).ends // [2]
 */
export function gridOf({ values, reference, current, n, m }: Pooled, cells = 64): Grid {
  const ends: number[] = []
  const positions: number[] = []
  let rows = 0
  let sum = 0
  for (let k = 0; k < values.length; k++) {
    const here = reference[k]! + current[k]!
    rows += here
    sum += here * values[k]!
    if (k + 1 < values.length && rows < (n + m) / cells) continue
    if (k + 1 < values.length) ends.push(values[k]!)
    positions.push(sum / rows)
    rows = 0
    sum = 0
  }
  return { ends: Float64Array.from(ends), positions: Float64Array.from(positions) }
}

/**
 * Counts the rows of a numeric column by part and cell, once.
 *
 * Time O(n + m), and log cells more where cells are far from equally wide.
 *
 * @param values of either side, in the order of its layout; what is not finite is left out
 */
export function partNumbers(
  values: { readonly reference: Float64Array; readonly current: Float64Array },
  { ends, positions }: Grid,
  layout: Layout | LoneLayout,
): Parted {
  const count = (side: 'reference' | 'current') => countNumbers(values[side], ends, layout[side] ?? WHOLE)
  return { cells: positions.length, positions, reference: count('reference'), current: count('current') }
}

/** Counts the rows of one side by part and cell. @param ends as `Grid` has them */
export function countNumbers(column: Float64Array, ends: Float64Array, { codes, parts }: Parts): PartCounts {
  const cellOf = cellFinder(ends)
  const cells = ends.length + 1
  const rows = new Float64Array(parts * cells)
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!
    if (Number.isFinite(value)) rows[(codes?.[row] ?? 0) * cells + cellOf(value)]!++
  }
  return { parts, rows }
}

/** Finds the first cell that ends at a value or above: looked up in buckets of equal width, of which most know it. */
export function cellFinder(ends: Float64Array): (value: number) => number {
  const search = (value: number, from: number, to: number): number => {
    let [low, high] = [from, to]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (ends[middle]! < value) low = middle + 1
      else high = middle
    }
    return low
  }
  if (ends.length < 2) return (value) => search(value, 0, ends.length)
  const lowest = ends[0]!
  const highest = ends.at(-1)!
  const perUnit = BUCKETS / (highest - lowest)
  if (!Number.isFinite(perUnit)) return (value) => search(value, 0, ends.length)
  const starts = new Uint8Array(BUCKETS + 2)
  // Buckets overlap by one, as rounding may put a value at a border into either.
  for (let bucket = 0; bucket < starts.length; bucket++) {
    starts[bucket] = search(lowest + (bucket - 1) / perUnit, 0, ends.length)
  }
  return (value) => {
    if (value <= lowest) return 0
    if (value > highest) return ends.length
    const bucket = Math.floor((value - lowest) * perUnit)
    return search(value, starts[bucket]!, starts[Math.min(bucket + 3, BUCKETS + 1)]!)
  }
}

const BUCKETS = 4096
