/** Rows written at once, so that a matrix of some dozens of columns stays in the processor's cache. */
const TILE = 256

/**
 * Writes columns side by side into a row-major matrix. Time is that of moving the memory.
 *
 * @param into `rows × columns.length` places, changed
 * @returns `into`
 * @example
 * fillRows([Float64Array.of(1, 2), Float64Array.of(3, 4)], new Float32Array(4)) // [1, 3, 2, 4]
 */
export function fillRows<Into extends Float32Array | Float64Array | Int32Array | Uint8Array>(
  columns: readonly Float64Array[],
  into: Into,
): Into {
  const width = columns.length
  const rows = into.length / width
  for (let from = 0; from < rows; from += TILE) {
    const to = Math.min(rows, from + TILE)
    for (let i = 0; i < width; i++) {
      const column = columns[i]!
      for (let row = from, at = from * width + i; row < to; row++, at += width) into[at] = column[row]!
    }
  }
  return into
}
