import type { Cell } from './cell.ts'
import type { Condensed } from './condense.ts'
import { curveOf, type Piece } from './curve.ts'
import { fromOrderedBits, orderedBits } from './ordered-bits.ts'
import type { Bounded } from './rank.ts'

/**
 * The smallest value that at least the share `q` of the finite values do not exceed. The bounds are certain: the
 * quantile of the rows themselves lies between them. Where pooled rows could be anywhere, a bound is infinite.
 *
 * @param q in (0, 1]
 * @returns numbers in the unit of the column
 * @throws {RangeError} if `q` is not in (0, 1], or no value has a place
 * @example
 * quantile({ intervals: [{ lo: 5, hi: 5, rows: 30 }, { lo: 8, hi: 8, rows: 10 }], pooled: 0 }, 0.5)
 * // { least: 5, estimate: 5, most: 5 }
 */
export function quantile(column: Condensed, q: number): Bounded {
  if (!(q > 0 && q <= 1)) throw new RangeError(`expected a share in (0, 1], not ${q}`)
  const { intervals, pooled } = column
  if (intervals.length === 0) throw new RangeError('no value has a place')
  const wanted = q * intervals.reduce((sum, { rows }) => sum + rows, pooled)
  const least = reaching(intervals, ({ lo }) => lo, pooled, wanted) ?? -Infinity
  const most =
    reaching(
      [...intervals].sort((a, b) => a.hi - b.hi),
      ({ hi }) => hi,
      0,
      wanted,
    ) ?? Infinity
  return { least, estimate: Math.min(most, Math.max(least, valueAt(curveOf(column), q))), most }
}

/** The end of the first interval with which `wanted` rows are reached; undefined if before or after all of them. */
function reaching(
  intervals: readonly (Cell & { rows: number })[],
  endOf: (cell: Cell) => number,
  rows: number,
  wanted: number,
): number | undefined {
  if (rows >= wanted) return undefined
  for (const interval of intervals) {
    rows += interval.rows
    if (rows >= wanted) return endOf(interval)
  }
  return undefined
}

/**
 * The value below which the share `q` of a curve lies.
 *
 * @param curve one piece at least
 */
export function valueAt(curve: readonly Piece[], q: number): number {
  let before = 0
  for (const { hi, lo, share } of curve) {
    if (before + share >= q) {
      const from = orderedBits(lo)
      const size = Number(orderedBits(hi) - from)
      return Math.min(hi, fromOrderedBits(from + BigInt(Math.floor((Math.max(0, q - before) / share) * size))))
    }
    before += share
  }
  return curve.at(-1)!.hi
}
