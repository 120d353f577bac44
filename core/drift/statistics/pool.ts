import type { Ascending } from './ascending.ts'

/** Two samples of one column as one table: each value once, and how many rows of either sample have it. */
export interface Pooled {
  /** Ascending. */
  readonly values: Float64Array
  /** Rows of the reference with each value, ≥ 0. */
  readonly reference: Float64Array
  /** Rows of the current sample with each value, ≥ 0. */
  readonly current: Float64Array
  /** Rows of the reference. */
  readonly n: number
  /** Rows of the current sample. */
  readonly m: number
}

/**
 * Merges two ordered samples, once for all statistics that compare them.
 *
 * Time O(n + m), memory 24 bytes a different value.
 *
 * @example
 * pool(ascending([1, 2, 2]), ascending([2, 3])).reference // [1, 2, 0]
 */
export function pool(reference: Ascending, current: Ascending): Pooled {
  const [n, m] = [reference.length, current.length]
  const values = new Float64Array(n + m)
  const inReference = new Float64Array(n + m)
  const inCurrent = new Float64Array(n + m)
  let size = 0
  for (let i = 0, j = 0; i < n || j < m; size++) {
    const value = j >= m || (i < n && reference[i]! < current[j]!) ? reference[i]! : current[j]!
    const [fromI, fromJ] = [i, j]
    while (i < n && reference[i] === value) i++
    while (j < m && current[j] === value) j++
    values[size] = value
    inReference[size] = i - fromI
    inCurrent[size] = j - fromJ
  }
  return {
    values: values.subarray(0, size),
    reference: inReference.subarray(0, size),
    current: inCurrent.subarray(0, size),
    n,
    m,
  }
}
