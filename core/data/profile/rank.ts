import type { Condensed } from './condense.ts'
import { curveOf, type Piece } from './curve.ts'
import { orderedBits } from './ordered-bits.ts'

/** An estimate between two bounds that hold for certain. */
export interface Bounded {
  readonly least: number
  readonly estimate: number
  readonly most: number
}

/**
 * The share of the finite values that are `x` or less. The bounds are certain; `most − least` is never more than the
 * column's rank error.
 *
 * @param x a number in the unit of the column
 * @returns shares in [0, 1]
 * @throws {RangeError} if the column has no finite values
 * @example
 * rank({ intervals: [{ lo: 5, hi: 5, rows: 30 }, { lo: 8, hi: 8, rows: 10 }], pooled: 0 }, 5).estimate // 0.75
 */
export function rank(column: Condensed, x: number): Bounded {
  let all = column.pooled
  let least = 0
  let most = column.pooled
  for (const { hi, lo, rows } of column.intervals) {
    all += rows
    if (hi <= x) least += rows
    if (lo <= x) most += rows
  }
  if (all === 0) throw new RangeError('a column without finite values has no ranks')
  const estimate = column.intervals.length === 0 ? 0.5 : shareBelow(curveOf(column), x)
  return { least: least / all, estimate: Math.min(most / all, Math.max(least / all, estimate)), most: most / all }
}

/** The share of a curve that lies at or below `x`, in [0, 1]. */
export function shareBelow(curve: readonly Piece[], x: number): number {
  let share = 0
  for (const piece of curve) {
    if (piece.lo > x) break
    share += piece.hi <= x ? piece.share : piece.share * placeIn(piece, x)
  }
  return share
}

/**
 * The share of a curve at or below each of many numbers. Time O(pieces + numbers).
 *
 * @param ascending numbers, infinite ones among them
 */
export function sharesBelow(curve: readonly Piece[], ascending: Float64Array): Float64Array {
  let [at, share] = [0, 0]
  return ascending.map((x) => {
    for (; at < curve.length && curve[at]!.hi <= x; at++) share += curve[at]!.share
    const piece = curve[at]
    return piece === undefined || piece.lo > x ? share : share + piece.share * placeIn(piece, x)
  })
}

/** How much of a piece lies below `x`: its values are taken to be even over the numbers that there are. */
function placeIn({ hi, lo }: Piece, x: number): number {
  const from = orderedBits(lo)
  return Number(orderedBits(x + 0) - from) / Number(orderedBits(hi) - from)
}
