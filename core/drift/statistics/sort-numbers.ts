import { countingStarts } from '../../counting-starts.ts'

/**
 * A copy of numbers in order, from the lowest to the highest.
 *
 * From 65,536 numbers on by their bits, 16 at a time, which takes a third of what `Float64Array.sort` takes; digits that all
 * share are skipped, so whole numbers and short decimals are quicker still. Time O(n), memory 16 bytes a number while it
 * runs. −0 comes before 0; NaN at either end.
 *
 * @param values not modified
 * @see Knuth 1998, The Art of Computer Programming 3, 5.2.5
 * @example
 * sortNumbers([10, -0.5, 9]) // [-0.5, 9, 10]
 */
export function sortNumbers(values: ArrayLike<number>): Float64Array {
  const copy = new Float64Array(values)
  return copy.length < DIGITS || !LITTLE_ENDIAN ? copy.sort() : sortByDigits(copy)
}

const DIGITS = 2 ** 16
const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** Its bits move as halves of 32: read as numbers, patterns that spell NaN might change. */
function sortByDigits(copy: Float64Array<ArrayBuffer>): Float64Array {
  let from = new Uint32Array(copy.buffer)
  let to = new Uint32Array(from.length)
  turnBits(from, 0)
  for (let digit = 0; digit < 4; digit++) {
    const digits = new Uint16Array(from.buffer)
    const starts = startsOf(digits, digit)
    if (starts === undefined) continue
    for (let i = 0; i < copy.length; i++) {
      const place = 2 * starts[digits[4 * i + digit]!]!++
      to[place] = from[2 * i]!
      to[place + 1] = from[2 * i + 1]!
    }
    ;[from, to] = [to, from]
  }
  turnBits(from, 1)
  return new Float64Array(from.buffer)
}

/** Where the numbers of each digit start; undefined where all share one. */
function startsOf(digits: Uint16Array, digit: number): Uint32Array | undefined {
  const counts = new Uint32Array(DIGITS)
  for (let i = digit; i < digits.length; i += 4) counts[digits[i]!]!++
  return counts[digits[digit]!] === digits.length / 4 ? undefined : countingStarts(counts)
}

/**
 * Changes the bits of each number so that they order as whole numbers, positive ones above negative ones, which turn
 * round; or changes them back.
 *
 * @param positive first bit of a positive number: 0 before, 1 to change back
 */
function turnBits(halves: Uint32Array, positive: 0 | 1): void {
  for (let i = 0; i < halves.length; i += 2) {
    const high = halves[i + 1]!
    if (high >>> 31 === positive) {
      halves[i + 1] = high ^ 0x80000000
    } else {
      halves[i] = ~halves[i]!
      halves[i + 1] = ~high
    }
  }
}
