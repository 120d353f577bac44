import type { Column } from '../table.ts'

/** More different numbers than this are cut into as many stretches of equally many rows. */
const MOST_BINS = 64

/**
 * A number from 0 for each row: rows of one number share a value, or values that are near. Missing
 * values have a bin of their own, since that a value is missing can tell something too.
 */
export function binsOf(column: Column): { bins: Int32Array; count: number } {
  if (column.kind === 'text') return { bins: column.codes.map((code) => code + 1), count: column.levels.length + 1 }
  const sorted = column.values.filter((value) => !Number.isNaN(value)).sort()
  const distinct = sorted.filter((value, at) => value !== sorted[at - 1])
  const edges =
    distinct.length <= MOST_BINS
      ? distinct
      : Float64Array.from(
          new Set(Array.from({ length: MOST_BINS }, (_, at) => sorted[Math.floor((at * sorted.length) / MOST_BINS)]!)),
        )
  const bins = Int32Array.from(column.values, (value) => (Number.isNaN(value) ? 0 : 1 + lastUpTo(edges, value)))
  return { bins, count: edges.length + 1 }
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
