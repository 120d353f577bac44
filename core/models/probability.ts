/** How far above 1 or below 0 the rounding of 32-bit arithmetic may take a probability. */
export const ROUNDING = 1e-6

/** How far from 1 the probabilities of a row may sum: by 0.001, as three that are written as 0.333 do, and the rounding of that. */
export const SUM_TOLERANCE = 1e-3 + ROUNDING

/** Sums this near to 1 are exact up to the rounding of 64-bit arithmetic; dividing again would change nothing but bits. */
const EXACT = 1e-12

/**
 * A probability without the rounding of 32-bit arithmetic; NaN when the number is none.
 *
 * @example
 * asProbability(1.0000001) // 1
 */
export function asProbability(value: number): number {
  if (value >= 0 && value <= 1) return value
  if (value >= -ROUNDING && value <= 1 + ROUNDING) return value < 0 ? 0 : 1
  return Number.NaN
}

/**
 * Divides each row by its sum, so that it sums to 1 exactly; rows already there are left as they are.
 *
 * @param values row-major probabilities, `width` a row; changed in place
 * @returns the first row (from 0) whose sum is further than 0.001 from 1, and that sum; undefined when there is none
 * @example
 * normaliseRows(Float64Array.of(0.5, 0.5001), 2) // undefined
 */
export function normaliseRows(values: Float64Array, width: number): { row: number; sum: number } | undefined {
  for (let start = 0; start < values.length; start += width) {
    let sum = 0
    for (let i = start; i < start + width; i++) sum += values[i]!
    if (Math.abs(sum - 1) <= EXACT) continue
    if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) return { row: start / width, sum }
    for (let i = start; i < start + width; i++) values[i]! /= sum
  }
  return undefined
}
