import { type Cell, cellOf } from './cell.ts'
import { fromOrderedBits, orderedBits } from './ordered-bits.ts'

/** So many rows whose values lie in a cell; a cell of one number is a value that is known exactly. */
export interface Interval extends Cell {
  readonly rows: number
}

/**
 * An interval as a profile writes it: `[value, rows]`, or `[from, to, rows]` where the end that is farther from
 * zero does not belong to it, and null stands for no end. Both ways keep every bit.
 */
export type WrittenInterval =
  | readonly [value: number, rows: number]
  | readonly [from: number | null, to: number | null, rows: number]

/**
 * An interval as it is written.
 *
 * @example
 * writeInterval({ lo: 1024, hi: 2047.9999999999998, rows: 12 }) // [1024, 2048, 12]
 */
export function writeInterval({ hi, lo, rows }: Interval): WrittenInterval {
  if (lo === hi) return [lo, rows]
  if (lo >= 0) return [lo, hi === Number.MAX_VALUE ? null : fromOrderedBits(orderedBits(hi) + 1n), rows]
  return [
    lo === -Number.MAX_VALUE ? null : fromOrderedBits(orderedBits(lo) - 1n),
    hi === -Number.MIN_VALUE ? 0 : hi,
    rows,
  ]
}

/**
 * An interval from what is written, which is on the grid.
 *
 * @example
 * readInterval([-2048, -1024, 12]) // { lo: -2047.9999999999998, hi: -1024, rows: 12 }
 */
export function readInterval(written: WrittenInterval): Interval {
  if (written.length === 2) return { lo: written[0], hi: written[0], rows: written[1] }
  const [from, to, rows] = written
  if (from !== null && from >= 0) {
    return { lo: from, hi: to === null ? Number.MAX_VALUE : fromOrderedBits(orderedBits(to) - 1n), rows }
  }
  const lo = from === null ? -Number.MAX_VALUE : fromOrderedBits(orderedBits(from) + 1n)
  return { lo, hi: to === 0 ? -Number.MIN_VALUE : to!, rows }
}

/** Whether a pair of ends is one that the grid has: anything else was not written by `writeInterval`. */
export function isOnGrid(written: WrittenInterval): boolean {
  if (written.length === 2) return true
  if (written[0] === null && written[1] === null) return false
  const { hi, lo } = readInterval(written)
  if (!(lo < hi)) return false
  const cell = cellOf(lo, hi)
  return cell.lo === lo && cell.hi === hi
}

/** Intervals that hold others before those, else from left to right: as everything here takes them. */
export function byPlace(a: Cell, b: Cell): number {
  return a.lo - b.lo || b.hi - a.hi
}
