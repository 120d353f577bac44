import { sortNumbers } from '../statistics/sort-numbers.ts'
import type { Counted } from './count-in-grid.ts'
import { type Grid, UPPER } from './grid.ts'

/** The values of some cells of one sample. */
export interface Gathered {
  readonly values: Float64Array
  /** Where the values of each cell end; they start as many before as it has rows. −1 for cells not asked for. */
  readonly ends: Int32Array
}

/** Up to so many values a simple sort is the quickest. */
const FEW = 24

/**
 * The values of the cells asked for, those of each cell in order.
 *
 * Time O(rows), sorting included.
 *
 * @param asked 1 for each cell whose values are wanted; for the outer ones wherever they have rows
 */
export function gathered(counted: Counted, grid: Grid, asked: Uint8Array): Gathered {
  const { rows, below, above } = counted
  const ends = new Int32Array(grid.size).fill(-1)
  const bits = new Uint32Array((grid.size >> 5) + 1)
  let held = 0
  for (let cell = 0; cell < grid.size; cell++) {
    if (asked[cell] === 0) continue
    ends[cell] = held
    held += rows[cell]!
    bits[cell >> 5]! |= 1 << (cell & 31)
  }
  const values = new Float64Array(held)
  if (held > below.length + above.length) {
    if (grid.by === 'width') gatherByWidth({ values: counted.values, grid, bits, ends, into: values })
    else gatherByRatio({ values: counted.values, grid, bits, ends, into: values })
  }
  values.set(below)
  values.set(above, held - above.length)
  if (asked[0] === 1) ends[0] = below.length
  if (asked[grid.size - 1] === 1) ends[grid.size - 1] = held
  for (let cell = 0; cell < grid.size; cell++) {
    if (asked[cell] === 1) order(values, ends[cell]! - rows[cell]!, ends[cell]!)
  }
  return { values, ends }
}

interface Pass {
  readonly values: Float64Array
  readonly grid: Grid
  /** A bit a cell, 1 for those asked for: they fit into the first cache, and most rows are not. */
  readonly bits: Uint32Array
  readonly ends: Int32Array
  readonly into: Float64Array
}

function gatherByWidth({ values, grid: { low, scale, size }, bits, ends, into }: Pass): void {
  const inner = size - 2
  for (let row = 0; row < values.length; row++) {
    const place = (values[row]! - low) * scale
    if (place >= 0 && place < inner) {
      const cell = (place | 0) + 1
      if (((bits[cell >> 5]! >> (cell & 31)) & 1) === 1) into[ends[cell]!++] = values[row]!
    }
  }
}

function gatherByRatio({ values, grid: { bits: low, shift, size }, bits, ends, into }: Pass): void {
  const inner = size - 2
  const halves = new Int32Array(values.buffer, values.byteOffset, 2 * values.length)
  for (let row = 0; row < values.length; row++) {
    const half = halves[2 * row + UPPER]!
    const cell = ((half - low) >> shift) + 1
    if (half >= low && cell <= inner && ((bits[cell >> 5]! >> (cell & 31)) & 1) === 1) {
      into[ends[cell]!++] = values[row]!
    }
  }
}

function order(values: Float64Array, from: number, to: number): void {
  if (to - from <= FEW) {
    insert(values, from, to)
    return
  }
  // A cell of one value alone, such as 0, may hold most rows.
  let at = from + 1
  while (at < to && values[at] === values[from]) at++
  if (at < to) values.set(sortNumbers(values.subarray(from, to)), from)
}

function insert(values: Float64Array, from: number, to: number): void {
  for (let at = from + 1; at < to; at++) {
    const value = values[at]!
    let place = at
    for (; place > from && values[place - 1]! > value; place--) values[place] = values[place - 1]!
    values[place] = value
  }
}
