import { type Grid, UPPER } from './grid.ts'

/** One sample in the cells of a grid. */
export interface Counted {
  readonly values: Float64Array
  /** Finite rows of each cell. */
  readonly rows: Uint32Array
  /** Of the inner cells. By width: how many cells above the low end of the grid its rows lie, added up; by ratio the sum of values. */
  readonly sums: Float64Array
  /** The values below the grid and above it, in any order. */
  readonly below: Float64Array
  readonly above: Float64Array
  readonly missing: number
  readonly infinite: number
  /** All finite rows. */
  readonly size: number
}

/**
 * Counts the rows of a sample in the cells of a grid.
 *
 * Time O(rows), one pass.
 */
export function countInGrid(values: Float64Array, grid: Grid): Counted {
  const rows = new Uint32Array(grid.size)
  const sums = new Float64Array(grid.size)
  const pass = grid.by === 'width' ? byWidth : byRatio
  let others = new Float64Array(BLOCK)
  let found = 0
  for (let from = 0; from < values.length; from += BLOCK) {
    others = withRoom(others, found + BLOCK)
    found = pass({ values: values.subarray(from, from + BLOCK), grid, rows, sums, others, found })
  }
  const outer = others.subarray(0, found)
  const below = outer.filter((value) => value < grid.low && value > -Infinity)
  const above = outer.filter((value) => value >= grid.low && value < Infinity)
  const missing = outer.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0)
  rows[0] = below.length
  rows[grid.size - 1] = above.length
  const infinite = found - missing - below.length - above.length
  return { values, rows, sums, below, above, missing, infinite, size: values.length - missing - infinite }
}

interface Pass {
  readonly values: Float64Array
  readonly grid: Grid
  readonly rows: Uint32Array
  readonly sums: Float64Array
  /** Is given all that lies in no inner cell. */
  readonly others: Float64Array
  /** How many it holds. */
  readonly found: number
}

/** Rows that are counted between two looks at how much room there is for others. */
const BLOCK = 2 ** 15

function withRoom(others: Float64Array<ArrayBuffer>, size: number): Float64Array<ArrayBuffer> {
  if (size <= others.length) return others
  return new Float64Array(others.buffer.transfer(8 * Math.max(size, 2 * others.length)))
}

// Loops of few variables: with a count more in each, Node takes twice as long.

function byWidth({ values, grid: { low, scale, size }, rows, sums, others, ...pass }: Pass): number {
  const inner = size - 2
  let { found } = pass
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    const place = (value - low) * scale
    if (place >= 0 && place < inner) {
      const cell = (place | 0) + 1
      rows[cell]!++
      sums[cell]! += place
    } else others[found++] = value
  }
  return found
}

function byRatio({ values, grid: { bits, shift, size }, rows, sums, others, ...pass }: Pass): number {
  const inner = size - 2
  const halves = new Int32Array(values.buffer, values.byteOffset, 2 * values.length)
  let { found } = pass
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    const half = halves[2 * row + UPPER]!
    const cell = (half - bits) >> shift
    if (half >= bits && cell < inner) {
      rows[cell + 1]!++
      sums[cell + 1]! += value
    } else others[found++] = value
  }
  return found
}
