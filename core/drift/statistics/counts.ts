/** How many rows of two samples have each category, in one order. */
export interface Counts {
  readonly reference: ArrayLike<number>
  readonly current: ArrayLike<number>
}

/** Rows of a sample. */
export function rowsOf(counts: ArrayLike<number>): number {
  let rows = 0
  for (let k = 0; k < counts.length; k++) rows += counts[k]!
  return rows
}
