import { fromHalves, highHalf, lowHalf } from './ordered-bits.ts'

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
  const [high, low] = [highHalf(a), lowHalf(a)]
  const differ = high ^ highHalf(b)
  if (differ !== 0) {
    const rest = ones(differ)
    const [from, half] = [(high & ~rest) >>> 0, (rest >>> 1) + 1]
    return { lo: finite(from, 0), hi: finite((from | rest) >>> 0, ONES), middle: finite((from | half) >>> 0, 0) }
  }
  const rest = ones(low ^ lowHalf(b))
  const [from, half] = [(low & ~rest) >>> 0, (rest >>> 1) + 1]
  return {
    lo: finite(high, from),
    hi: finite(high, (from | rest) >>> 0),
    middle: finite(high, (from | half) >>> 0),
  }
}

const ONES = 0xffffffff

/** Ones from the highest bit of an integer of 32 bits downwards. */
function ones(bits: number): number {
  return ONES >>> Math.clz32(bits)
}

/** The number with these ordered bits, the nearest finite one where there is none. */
function finite(high: number, low: number): number {
  const value = fromHalves(high, low)
  if (Number.isFinite(value)) return value
  return high >= 0x80000000 ? Number.MAX_VALUE : -Number.MAX_VALUE
}
