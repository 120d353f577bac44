import { median } from 'simple-statistics'

/** What makes the median absolute deviation of a normal distribution its standard deviation. */
const MAD_TO_DEVIATION = 1.4826

/**
 * How far a value lies from earlier ones, in deviations that a few strange ones among them do not stretch: the
 * distance from the median by 1.4826 times the median absolute deviation. Time O(n log n).
 *
 * @param history n ≥ 1 finite numbers in any order
 * @param floor the least that one deviation may be, > 0 and in the unit of the values: earlier values that are all
 *   the same would make every change an infinite one
 * @returns any number; positive above the median
 * @see Iglewicz & Hoaglin 1993, How to Detect and Handle Outliers; values from SciPy 1.17 median_abs_deviation
 * @example
 * robustZ(16, [9, 10, 10, 11, 12], 0.5) // 4.046944556859571
 */
export function robustZ(value: number, history: readonly number[], floor: number): number {
  const sorted = [...history]
  const middle = median(sorted)
  const deviation = MAD_TO_DEVIATION * median(sorted.map((one) => Math.abs(one - middle)))
  return (value - middle) / Math.max(deviation, floor)
}

/**
 * The distance from which on a value is strange: of normal values without a change, 0.2 % lie as far from n earlier
 * ones, on either side. Fewer earlier ones tell their deviation less exactly, so it grows as they get fewer.
 *
 * @param n earlier values, ≥ 8
 * @see simulated, 100,000 draws for each of n = 8, 10, 12, 15, 20 and 30: test/drift/operations
 * @example
 * strangeFrom(30) // 4.1
 */
export function strangeFrom(n: number): number {
  return 3.1 + 26 / (n - 4)
}
