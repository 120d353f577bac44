import { MISSING } from './bin-numbers.ts'
import type { BinnedColumn } from './columns.ts'
import type { Sums } from './histogram.ts'
import { FIELDS, STRIDE } from './histogram.ts'

/** Bins in the order they are tried, and the rows that go left or right as one: missing values, rare levels. */
export interface Order {
  readonly bins: Uint8Array
  readonly pool: Sums
}

/** A level with fewer rows than this in a node goes where missing values go: its mean says little. */
const MIN_LEVEL_ROWS = 10
const RISING = Uint8Array.from({ length: MISSING }, (_, bin) => bin)

/**
 * Puts the bins of a column in the order in which a node may be cut.
 *
 * Numbers rise. Levels of text are ordered by their Newton step within the node: of all ways to part
 * them in two, the best one is a cut of that order (Fisher 1958, doi:10.1080/01621459.1958.10501479).
 *
 * @param c position of the column in the histogram
 */
export function orderBins(histogram: Float64Array, c: number, column: BinnedColumn, node: Sums): Order {
  if (column.kind === 'set') return orderLevels(histogram, c, column.count, node)
  return { bins: RISING.subarray(0, column.count), pool: sumsAt(histogram, c, MISSING) }
}

function orderLevels(histogram: Float64Array, c: number, count: number, node: Sums): Order {
  const smoothing = (MIN_LEVEL_ROWS * node.hessian) / node.rows
  const steps: { bin: number; step: number }[] = []
  let pool = sumsAt(histogram, c, MISSING)
  for (let bin = 0; bin < count; bin++) {
    const level = sumsAt(histogram, c, bin)
    if (level.rows >= MIN_LEVEL_ROWS) steps.push({ bin, step: level.gradient / (level.hessian + smoothing) })
    else if (level.rows > 0) pool = add(pool, level)
  }
  steps.sort((a, b) => a.step - b.step || a.bin - b.bin)
  return { bins: Uint8Array.from(steps, ({ bin }) => bin), pool }
}

function sumsAt(histogram: Float64Array, c: number, bin: number): Sums {
  const cell = c * STRIDE + bin * FIELDS
  return { gradient: histogram[cell]!, hessian: histogram[cell + 1]!, rows: histogram[cell + 2]! }
}

function add(a: Sums, b: Sums): Sums {
  return { gradient: a.gradient + b.gradient, hessian: a.hessian + b.hessian, rows: a.rows + b.rows }
}
