import { ascending } from '../statistics/ascending.ts'
import { type Pooled, pool } from '../statistics/pool.ts'
import { poolWhole } from './pool-whole.ts'

/**
 * As `pool`, from rows in any order, in whichever way is quickest.
 *
 * Time O(n + m).
 *
 * @param reference n ≥ 1 finite numbers; not modified
 * @param current m ≥ 1 finite numbers
 * @example
 * poolNumbers(Float64Array.of(0.5, 0.25), Float64Array.of(0.5)).current // [0, 1]
 */
export function poolNumbers(reference: Float64Array, current: Float64Array): Pooled {
  return poolWhole(reference, current) ?? pool(ascending(reference), ascending(current))
}
