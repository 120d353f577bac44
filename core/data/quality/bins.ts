import type { Column } from '../table.ts'

/** More different numbers than this are cut into stretches of equally many rows. */
const MOST_VALUES = 64
/** Short stretches: where classes meet within one, a perfect feature looks less so. */
const ROWS_A_BIN = 4

/** Rows by value, and in each bin every other row in the other half. */
export interface Bins {
  readonly bins: Int32Array
  readonly count: number
  /** 0 or 1 a row. */
  readonly halves: Uint8Array
}

/**
 * A number from 0 for each row: rows of one number share a value, or values that are near. Missing
 * values have a bin of their own, since that a value is missing can tell something too.
 */
export function binsOf(column: Column): Bins {
  if (column.kind === 'text')
    return halved(
      column.codes.map((code) => code + 1),
      column.levels.length + 1,
    )
  const sorted = column.values.filter((value) => !Number.isNaN(value)).sort()
  const distinct = sorted.filter((value, at) => value !== sorted[at - 1])
  const edges =
    distinct.length <= MOST_VALUES
      ? distinct
      : Float64Array.from(new Set(sorted.filter((_, at) => at % ROWS_A_BIN === 0)))
  const bins = new Int32Array(column.values.length)
  for (let row = 0; row < bins.length; row++) {
    const value = column.values[row]!
    bins[row] = Number.isNaN(value) ? 0 : 1 + lastUpTo(edges, value)
  }
  return halved(bins, edges.length + 1)
}

/** Bins of one row take turns too, or one half would be empty. */
function halved(bins: Int32Array, count: number): Bins {
  const seen = new Uint32Array(count)
  const halves = new Uint8Array(bins.length)
  for (let row = 0; row < bins.length; row++) halves[row] = (seen[bins[row]!]!++ + bins[row]!) % 2
  return { bins, count, halves }
}

/** Index of the last edge that is not above a value; the first edge is the least value of all. */
function lastUpTo(edges: Float64Array, value: number): number {
  let low = 0
  for (let high = edges.length - 1; low < high; ) {
    const middle = Math.ceil((low + high) / 2)
    if (edges[middle]! <= value) low = middle
    else high = middle - 1
  }
  return low
}
