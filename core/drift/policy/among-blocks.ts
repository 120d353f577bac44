/** A day, or another block of rows that move together, with its rows by cell. */
export interface Block {
  readonly rows: Float64Array
}

/**
 * How far blocks lie from each other by nature: what is measured of each beside the others of its stratum, as if these were without end.
 *
 * Time O(blocks · cells).
 *
 * @param stratumOf which blocks are alike by nature
 * @param square of a gap; what grows with its square
 * @returns its mean for one block, an estimate of that for a block beside what all are drawn from, and its degrees of freedom
 */
export function amongBlocks<B extends Block>(
  blocks: readonly B[],
  stratumOf: (block: B) => number,
  square: (gaps: Float64Array) => number,
): { readonly mean: number; readonly df: number } {
  let [sum, df] = [0, 0]
  for (const own of Map.groupBy(blocks, stratumOf).values()) {
    const all = total(own)
    df += own.length - 1
    for (const { rows } of own) {
      const rest = all.map((count, k) => count - rows[k]!)
      if (own.length > 1) sum += square(gapsOf(rows, rest)) * ((own.length - 1) / own.length) ** 2
    }
  }
  return { mean: sum / df, df }
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
