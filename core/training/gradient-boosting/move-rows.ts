interface RowBuffers {
  readonly rows: Uint32Array
  /** As long as `rows`; what it holds does not matter. */
  readonly moved: Uint32Array
}

/**
 * Moves the rows of a node that go left before those that go right, each in their old order.
 *
 * @param range of the node's rows in `rows`
 * @param bins of the deciding column, by row
 * @returns where the rows that go right start
 * @example
 * moveRows({ rows: Uint32Array.of(0, 1, 2), moved: new Uint32Array(3) }, { start: 0, end: 3 }, Uint8Array.of(1, 0, 1), Uint8Array.of(1, 0)) // 1
 */
export function moveRows(
  { rows, moved }: RowBuffers,
  range: { readonly start: number; readonly end: number },
  bins: Uint8Array,
  goesLeft: Uint8Array,
): number {
  let front = range.start
  let back = 0
  for (let i = range.start; i < range.end; i++) {
    const row = rows[i]!
    const left = goesLeft[bins[row]!]!
    // Writing to both places and moving one mark on costs less than a branch that is hard to foresee.
    rows[front] = row
    moved[back] = row
    front += left
    back += 1 - left
  }
  rows.set(moved.subarray(0, back), front)
  return front
}
