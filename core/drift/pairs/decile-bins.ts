import type { Counts } from '../statistics/counts.ts'
import type { Pooled } from '../statistics/pool.ts'

/** Bins of the reference with a tenth of its rows each. */
const TENTHS = 10

/**
 * The deciles of the reference, as edges of bins: each the smallest value that so many tenths of its rows do not exceed, those
 * that are equal once. No bin up to an edge is empty in the reference; the one beyond the last is where the last decile is its
 * largest value.
 *
 * Time O(n + m).
 *
 * @returns 1 to 9 edges, ascending
 * @see Hyndman & Fan 1996, doi:10.1080/00031305.1996.10473566, definition 1 (NumPy's inverted_cdf); bins that hold their upper
 *   edge as those of pandas.qcut
 * @example
 * decileEdges(pool(ascending([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), ascending([1]))) // [1, 2, 3, 4, 5, 6, 7, 8, 9]
 */
export function decileEdges({ values, reference, n }: Pooled): Float64Array {
  const edges: number[] = []
  let tenth = 1
  let rows = 0
  for (let k = 0; k < values.length && tenth < TENTHS; k++) {
    rows += reference[k]!
    if (!reaches(rows, tenth, n)) continue
    // −0 becomes 0.
    edges.push(values[k]! + 0)
    while (tenth < TENTHS && reaches(rows, tenth, n)) tenth++
  }
  return Float64Array.from(edges)
}

/** Rows of the reference up to which each decile reaches, as whole numbers. */
export function decileRanks(n: number): number[] {
  return Array.from({ length: TENTHS - 1 }, (_, at) => Math.ceil(((at + 1) * n) / TENTHS))
}

/** Weighted rows add up to a whole number only nearly. */
function reaches(rows: number, tenth: number, n: number): boolean {
  const wanted = (tenth * n) / TENTHS
  return rows >= wanted - wanted * 1e-12
}

/**
 * The rows of both samples up to each edge, itself included, and beyond the last.
 *
 * Time O(n + m).
 *
 * @param edges ascending
 * @returns of each sample one number more than edges
 * @example
 * countUpTo(pool(ascending([1, 2, 3]), ascending([2, 5])), Float64Array.of(1, 2)) // { reference: [1, 1, 1], current: [0, 1, 1] }
 */
export function countUpTo({ values, reference, current }: Pooled, edges: Float64Array): Counts {
  const inReference = new Float64Array(edges.length + 1)
  const inCurrent = new Float64Array(edges.length + 1)
  let bin = 0
  for (let k = 0; k < values.length; k++) {
    while (bin < edges.length && values[k]! > edges[bin]!) bin++
    inReference[bin]! += reference[k]!
    inCurrent[bin]! += current[k]!
  }
  return { reference: inReference, current: inCurrent }
}
