/** A day, or another block of rows that move together, with its rows by cell. */
export interface Block {
  readonly rows: Float64Array
}

/** Rows of all blocks by cell. */
export function total(blocks: readonly Block[]): Float64Array {
  const sum = new Float64Array(blocks[0]!.rows.length)
  for (const { rows } of blocks) for (let k = 0; k < sum.length; k++) sum[k]! += rows[k]!
  return sum
}

/** Shares of one less those of the other. */
export function gapsOf(one: Float64Array, other: Float64Array): Float64Array {
  const [here, there] = [sumOf(one), sumOf(other)]
  return one.map((count, k) => count / here - other[k]! / there)
}

export function sumOf(rows: Float64Array): number {
  return rows.reduce((sum, count) => sum + count, 0)
}
