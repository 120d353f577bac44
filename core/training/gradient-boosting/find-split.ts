import { MISSING } from './bin-numbers.ts'
import type { BinnedColumn } from './columns.ts'
import { FIELDS, STRIDE } from './histogram.ts'

/** What a node's rows sum to. */
export interface Sums {
  readonly gradient: number
  readonly hessian: number
  readonly rows: number
}

export interface Limits {
  readonly minRows: number
  readonly minHessian: number
  readonly l2: number
}

/** The best way to part a node in two. */
export interface Found {
  /** How much the second-order loss falls, times two; above 0. */
  readonly gain: number
  readonly column: number
  readonly goesLeft: Uint8Array
  readonly left: Sums
}

/** A level with fewer rows than this in a node goes where missing values go: its mean says little. */
const MIN_LEVEL_ROWS = 10
/** A gain this small beside the node's own score is rounding. */
const NOISE = 1e-9

/** Bins in the order they are tried, and the rows that go left or right as one: missing values, rare levels. */
interface Order {
  readonly bins: Uint8Array
  readonly pool: Sums
}

/** A cut of an order: bins up to `position` go left. */
interface Cut {
  readonly gain: number
  readonly position: number
  readonly poolLeft: boolean
  readonly left: Sums
}

const RISING = Uint8Array.from({ length: MISSING }, (_, bin) => bin)

/**
 * Finds the split of a node that lowers the second-order loss most; the first of equals.
 *
 * Levels are put in the order of their Newton step within the node: of all ways to part them in two,
 * the best one is a cut of that order (Fisher 1958, doi:10.1080/01621459.1958.10501479). Missing
 * values are tried on both sides. A node without any sends them where more of its rows go.
 *
 * @param histogram of the node's rows, from `sumBins`
 * @returns undefined when no split keeps the limits and gains anything
 */
export function findSplit(
  histogram: Float64Array,
  columns: readonly BinnedColumn[],
  node: Sums,
  limits: Limits,
): Found | undefined {
  let best: { column: number; order: Order; cut: Cut } | undefined
  let gain = NOISE * score(node.gradient, node.hessian, limits.l2)
  columns.forEach((column, c) => {
    const order =
      column.kind === 'set' ? orderLevels(histogram, c, column.count, node) : orderBins(histogram, c, column)
    const cut = bestCut(histogram, c * STRIDE, order, node, limits, gain)
    if (cut === undefined) return
    gain = cut.gain
    best = { column: c, order, cut }
  })
  if (best === undefined) return undefined
  const { column, order, cut } = best
  return { gain: cut.gain, column, left: cut.left, goesLeft: sides(order, cut, node) }
}

function orderBins(histogram: Float64Array, c: number, column: BinnedColumn): Order {
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

function bestCut(
  histogram: Float64Array,
  offset: number,
  { bins, pool }: Order,
  node: Sums,
  { minRows, minHessian, l2 }: Limits,
  floor: number,
): Cut | undefined {
  const own = score(node.gradient, node.hessian, l2)
  let best: Cut | undefined
  let bestGain = floor
  for (const poolLeft of pool.rows > 0 ? [false, true] : [false]) {
    let gradient = poolLeft ? pool.gradient : 0
    let hessian = poolLeft ? pool.hessian : 0
    let rows = poolLeft ? pool.rows : 0
    for (let position = 0; position < bins.length; position++) {
      const cell = offset + bins[position]! * FIELDS
      const added = histogram[cell + 2]!
      if (added === 0) continue
      gradient += histogram[cell]!
      hessian += histogram[cell + 1]!
      rows += added
      if (node.rows - rows < minRows) break
      if (rows < minRows || hessian < minHessian || node.hessian - hessian < minHessian) continue
      const gain = score(gradient, hessian, l2) + score(node.gradient - gradient, node.hessian - hessian, l2) - own
      if (gain <= bestGain) continue
      bestGain = gain
      best = { gain, position, poolLeft, left: { gradient, hessian, rows } }
    }
  }
  return best
}

/** For each bin the side it goes to. */
function sides({ bins, pool }: Order, cut: Cut, node: Sums): Uint8Array {
  const poolLeft = pool.rows > 0 ? cut.poolLeft : cut.left.rows * 2 >= node.rows
  const goesLeft = new Uint8Array(MISSING + 1).fill(poolLeft ? 1 : 0)
  bins.forEach((bin, position) => {
    goesLeft[bin] = position <= cut.position ? 1 : 0
  })
  return goesLeft
}

function score(gradient: number, hessian: number, l2: number): number {
  return (gradient * gradient) / (hessian + l2)
}

function sumsAt(histogram: Float64Array, c: number, bin: number): Sums {
  const cell = c * STRIDE + bin * FIELDS
  return { gradient: histogram[cell]!, hessian: histogram[cell + 1]!, rows: histogram[cell + 2]! }
}

function add(a: Sums, b: Sums): Sums {
  return { gradient: a.gradient + b.gradient, hessian: a.hessian + b.hessian, rows: a.rows + b.rows }
}
