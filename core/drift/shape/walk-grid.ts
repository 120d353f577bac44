import type { NumberShape } from '../../artifacts/column-shape.ts'
import type { Counted } from '../pairs/count-in-grid.ts'
import { type Grid, startOf } from '../pairs/grid.ts'
import { shapeOver, type Walk } from './number-shape.ts'

/** Values beyond the grid by which its bins are chosen. */
const LOOKED_AT = 500

/**
 * The histogram of two samples that a grid counted: each of its cells, which are far narrower than bins, is taken as its middle.
 *
 * Time O(cells), and O(rows beyond the grid).
 *
 * @returns as `numberShape`
 */
export function shapeInGrid(grid: Grid, reference: Counted, current: Counted): NumberShape | undefined {
  const sizes = { n: reference.size, m: current.size, step: 0 }
  const below = some(reference.below, current.below)
  const above = some(reference.above, current.above)
  const all = { below: every(reference.below, current.below), above: every(reference.above, current.above) }
  const looked = walkCells(grid, reference, current, { below, above })
  return shapeOver({ ...sizes, each: looked }, walkCells(grid, reference, current, all))
}

type Each = Walk['each']

function walkCells(
  grid: Grid,
  { rows: inReference }: Counted,
  { rows: inCurrent }: Counted,
  { above, below }: { readonly below: Each; readonly above: Each },
): Each {
  return (visit) => {
    below(visit)
    let start = grid.low + startOf(grid, 1)
    for (let cell = 1; cell < grid.size - 1; cell++) {
      const end = grid.low + startOf(grid, cell + 1)
      const [reference, current] = [inReference[cell]!, inCurrent[cell]!]
      if (reference + current > 0) visit((start + end) / 2, reference, current)
      start = end
    }
    above(visit)
  }
}

/** Those at equal steps, in order, each for as many rows as they stand for. */
function some(reference: Float64Array, current: Float64Array): Each {
  const looked = (values: Float64Array) => {
    const step = Math.max(1, Math.floor(values.length / LOOKED_AT))
    const found = values.filter((_, row) => row % step === 0)
    return { found, each: values.length / found.length }
  }
  const [before, now] = [looked(reference), looked(current)]
  const both = [
    ...Array.from(before.found, (value) => [value, before.each, 0] as const),
    ...Array.from(now.found, (value) => [value, 0, now.each] as const),
  ].sort((a, b) => a[0] - b[0])
  return (visit) => {
    for (const [value, inReference, inCurrent] of both) visit(value, inReference, inCurrent)
  }
}

/** All of them, in any order: to count them takes none. */
function every(reference: Float64Array, current: Float64Array): Each {
  return (visit) => {
    for (let row = 0; row < reference.length; row++) visit(reference[row]!, 1, 0)
    for (let row = 0; row < current.length; row++) visit(current[row]!, 0, 1)
  }
}
