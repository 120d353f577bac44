import type { Places } from './condense.ts'
import { hashNumber } from './hash.ts'
import { fromHalves, highHalf } from './ordered-bits.ts'
import { MOST_REGISTERS, type Registers, show } from './registers.ts'

/** Cells of one column that are counted in the first pass, at most. */
const CELLS = 2 ** 18

/** Finite values by the cell of the fixed grid that they lie in, as the first pass over a column counts them. */
export interface CellCounter {
  /** Rows without a value, and with an infinite one. */
  readonly missing: () => number
  readonly infinite: () => number
  /** A sketch of the values; takes no copy. */
  readonly registers: Registers
  readonly add: (values: Float64Array) => void
  readonly places: () => Places
}

/**
 * Counts in cells of equal size, as small as the range of the values allows. Memory is fixed; time O(1) a value.
 *
 * @param range the least and the largest finite value
 * @param frequent finite values that are counted each for itself; of several in one cell only the first
 */
export function cellCounter([least, most]: readonly [number, number], frequent: Float64Array): CellCounter {
  const [from, to] = [highHalf(least), highHalf(most)]
  const shift = Math.max(0, 32 - Math.clz32(to - from) - Math.log2(CELLS))
  const base = from >>> shift
  const counts = new Float64Array((to >>> shift) - base + 1)
  const own = new Int16Array(counts.length)
  const ownCounts = new Float64Array(frequent.length)
  for (const [at, value] of frequent.entries()) own[(highHalf(value) >>> shift) - base] ||= at + 1
  const registers = new Uint8Array(MOST_REGISTERS)
  const hash = new Uint32Array(2)
  let missing = 0
  let infinite = 0
  return {
    missing: () => missing,
    infinite: () => infinite,
    registers,
    add(values) {
      for (let row = 0; row < values.length; row++) {
        // −0 becomes 0.
        const value = values[row]! + 0
        if (value - value !== 0) {
          if (Number.isNaN(value)) missing++
          else infinite++
          continue
        }
        const cell = (highHalf(value) >>> shift) - base
        const known = own[cell]!
        if (known !== 0 && frequent[known - 1] === value) ownCounts[known - 1]!++
        else counts[cell]!++
        hashNumber(value, hash)
        show(registers, hash[0]!, hash[1]!)
      }
    },
    places: () => placesOf(counts, base, shift, frequent, ownCounts),
  }
}

/** The cells that hold rows, and the frequent values, in the order of `byPlace`. */
function placesOf(counts: Float64Array, base: number, shift: number, frequent: Float64Array, ownCounts: Float64Array) {
  const held = counts.reduce((sum, rows) => sum + (rows > 0 ? 1 : 0), 0) + ownCounts.filter((rows) => rows > 0).length
  const [lo, hi, rows] = [new Float64Array(held), new Float64Array(held), new Float64Array(held)]
  let at = 0
  let next = 0
  const put = (from: number, to: number, count: number) => {
    lo[at] = from
    hi[at] = to
    rows[at++] = count
  }
  for (const [cell, count] of counts.entries()) {
    const from = ((cell + base) << shift) >>> 0
    const ends = [fromHalves(from, 0), fromHalves((from | ((1 << shift) - 1)) >>> 0, 0xffffffff)] as const
    if (count > 0) put(...ends, count)
    for (; next < frequent.length && frequent[next]! <= ends[1]; next++) {
      if (ownCounts[next]! > 0) put(frequent[next]!, frequent[next]!, ownCounts[next]!)
    }
  }
  return { lo, hi, rows }
}
