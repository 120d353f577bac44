import type { Counts } from '../statistics/counts.ts'
import type { Pooled } from '../statistics/pool.ts'

/** Most different values that are compared as categories. */
const MOST_CATEGORIES = 10

/** A numeric column as categories. */
export interface Few extends Counts {
  /** Ascending. */
  readonly values: Float64Array
}

/**
 * The rows of each value where there are few, so that whole numbers can be compared as categories.
 *
 * @returns undefined for more than ten different values
 * @example
 * fewValues(pool(ascending([0, 1, 1]), ascending([0, 0]))) // { values: [0, 1], reference: [1, 2], current: [2, 0] }
 */
export function fewValues({ values, reference, current }: Pooled): Few | undefined {
  return values.length <= MOST_CATEGORIES ? { values, reference, current } : undefined
}
