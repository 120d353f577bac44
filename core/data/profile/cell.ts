import { fromOrderedBits, orderedBits } from './ordered-bits.ts'

/** All finite numbers from `lo` to `hi`, both included. */
export interface Cell {
  readonly lo: number
  readonly hi: number
}

/** The cell of all finite numbers. */
export const EVERYTHING: Cell = { lo: -Number.MAX_VALUE, hi: Number.MAX_VALUE }

/**
 * The smallest cell of the fixed grid that holds two numbers. The grid halves all 64-bit numbers in their
 * order, and each half again, down to single numbers: where cells lie does not depend on the data, and of two
 * cells one holds the other or they share nothing.
 *
 * @returns the cell, and the first number of its upper half
 * @example
 * cellOf(1030, 1900) // { lo: 1024, hi: 2047.9999999999998, middle: 1536 }
 */
export function cellOf(a: number, b: number): Cell & { readonly middle: number } {
  if (a === b) return { lo: a, hi: a, middle: a }
  const [x, y] = [orderedBits(a), orderedBits(b)]
  const size = 1n << BigInt(bitLength(x ^ y))
  const from = x & -size
  return {
    lo: fromOrderedBits(from),
    hi: fromOrderedBits(from + size - 1n),
    middle: fromOrderedBits(from + size / 2n),
  }
}

function bitLength(value: bigint): number {
  const high = Number(value >> 32n)
  return high === 0 ? 32 - Math.clz32(Number(value)) : 64 - Math.clz32(high)
}
