import { sortNumbers } from './sort-numbers.ts'

declare const ORDERED: unique symbol

/** Finite numbers from the lowest to the highest: made by `ascending`, so that no column is sorted twice. */
export type Ascending = Float64Array & { readonly [ORDERED]: true }

/**
 * The rows of a numeric column in order, which every statistic of two samples starts from.
 *
 * Missing and infinite values are the caller's: they are counted, not compared. Time O(n log n), for many rows O(n); memory 8 bytes
 * a row, 16 while it runs.
 *
 * @param values n ≥ 1 finite numbers in any order; not modified
 * @throws {RangeError} if there is none, or one is not finite
 * @example
 * [...ascending([3, 1, 2])] // [1, 2, 3]
 */
export function ascending(values: ArrayLike<number>): Ascending {
  const ordered = sortNumbers(values)
  if (ordered.length === 0) throw new RangeError('Unexpected empty sample, expected 1 row or more')
  // What is not finite sorts to either end.
  if (!Number.isFinite(ordered[0]!) || !Number.isFinite(ordered.at(-1)!)) {
    throw new RangeError('Unexpected NaN or infinite value in a sample, expected finite numbers')
  }
  return ordered as Ascending
}
