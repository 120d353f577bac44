/** Chunks that NannyML cuts the reference into. */
const CHUNKS = 10

/**
 * Where NannyML cuts rows into chunks: ten of one size, and what is left as one more.
 *
 * @param rows in the order in which they came, those without a value included
 * @returns the first row of each chunk, and the end; undefined for fewer than ten rows, which NannyML cannot cut
 * @see DefaultChunker in nannyml/chunk.py, NannyML 0.13
 * @example
 * nannymlChunks(12) // [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
 */
export function nannymlChunks(rows: number): number[] | undefined {
  const size = Math.floor(rows / CHUNKS)
  if (size === 0) return undefined
  const starts = Array.from({ length: Math.ceil(rows / size) }, (_, k) => k * size)
  return [...starts, rows]
}
