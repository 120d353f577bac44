import type { Pooled } from '../statistics/pool.ts'

/** Different whole numbers that are counted without sorting, at most. */
const MOST = 2 ** 16

/**
 * As `pool` of the ordered samples, for whole numbers in a narrow range: they are counted, not sorted.
 *
 * Time O(n + m).
 *
 * @param reference n ≥ 1 finite numbers in any order
 * @param current m ≥ 1 finite numbers
 * @returns undefined where a number is not whole, or they are further apart than 65,535
 * @example
 * poolWhole(Float64Array.of(3, 2, 3), Float64Array.of(5)) // { values: [2, 3, 5], reference: [1, 2, 0], current: [0, 0, 1], n: 3, m: 1 }
 */
export function poolWhole(reference: Float64Array, current: Float64Array): Pooled | undefined {
  const [first, second] = [rangeOf(reference), rangeOf(current)]
  if (first === undefined || second === undefined) return undefined
  const low = Math.min(first.low, second.low)
  const size = Math.max(first.high, second.high) - low + 1
  // Beyond 2⁵³ differences of whole numbers are not exact.
  if (!(size <= MOST) || Math.abs(low) > Number.MAX_SAFE_INTEGER) return undefined
  const [inReference, inCurrent] = [count(reference, low, size), count(current, low, size)]
  const held = Array.from(inReference.keys()).filter((at) => inReference[at]! + inCurrent[at]! > 0)
  return {
    values: Float64Array.from(held, (at) => low + at),
    reference: Float64Array.from(held, (at) => inReference[at]!),
    current: Float64Array.from(held, (at) => inCurrent[at]!),
    n: reference.length,
    m: current.length,
  }
}

/** Gives up at the first number that rules whole numbers in a narrow range out. */
function rangeOf(values: Float64Array): { low: number; high: number } | undefined {
  let [low, high] = [values[0]!, values[0]!]
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (value < low) low = value
    if (value > high) high = value
    if (Math.floor(value) !== value || high - low >= MOST) return undefined
  }
  return { low, high }
}

function count(values: Float64Array, low: number, size: number): Uint32Array {
  const counts = new Uint32Array(size)
  for (let row = 0; row < values.length; row++) counts[values[row]! - low]!++
  return counts
}
