/** The rows of a numeric column that can be compared, and how many others there are. */
export interface Finite {
  readonly values: Float64Array
  /** Rows with NaN. */
  readonly missing: number
  /** Rows with ∞ or −∞. */
  readonly infinite: number
}

/**
 * The finite values of a column, in their order. Time O(rows); no copy where all are.
 *
 * @example
 * finiteOf(Float64Array.of(1, NaN, Infinity, 2)) // { values: [1, 2], missing: 1, infinite: 1 }
 */
export function finiteOf(values: Float64Array): Finite {
  const { missing, infinite } = unplaced(values)
  const finite = missing + infinite === 0 ? values : values.filter((value) => Number.isFinite(value))
  return { values: finite, missing, infinite }
}

/**
 * How many rows of a numeric column cannot be compared. Time O(rows).
 *
 * @example
 * unplaced(Float64Array.of(1, NaN, Infinity, 2)) // { missing: 1, infinite: 1 }
 */
export function unplaced(values: Float64Array): Pick<Finite, 'missing' | 'infinite'> {
  let [missing, infinite] = [0, 0]
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (value - value === 0) continue
    if (Number.isNaN(value)) missing++
    else infinite++
  }
  return { missing, infinite }
}
