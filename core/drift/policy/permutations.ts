import { LEVEL_AT_ONCE, WATCH_LEVEL } from './limits.ts'

/** How many permutations the p-value of one more column is worth that few of the first 10,000 reach. */
export type Permutations = () => number

/**
 * So many that the p-values of several columns can be small enough after the correction for all of them: at least 10,000, at most 1,000,000.
 *
 * Of m comparisons the smallest p-value is held against level / m, the i-th smallest against i · level / m: so the i-th column that is asked for gets an
 * i-th of what the first one got, and all together cost O(m log m / level). With 10,000 for each, one column of 20 could never be `drift` at once, and
 * of 600 none could be over its floor.
 *
 * @param comparisons in the family: columns, and those of segments
 * @returns asked once for each column, or its season, whose p-value is small
 * @see Benjamini & Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x
 * @example
 * permutationsFor(60)() // 72000
 */
export function permutationsFor(comparisons: number): Permutations {
  let asked = 0
  return () => {
    const enough = Math.ceil((2 * comparisons) / (SMALLEST_LEVEL * ++asked))
    return Math.min(Math.max(FEWEST_MOST, enough), MOST)
  }
}

/** Where all three families are judged. */
const SMALLEST_LEVEL = (WATCH_LEVEL / 3) * LEVEL_AT_ONCE

/** What a column costs that nothing is asked for. */
export const FEWEST_MOST = 10_000

/** About a second. */
const MOST = 1_000_000
