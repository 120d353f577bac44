import { MISSING } from './bin-numbers.ts'
import type { BinnedColumn } from './columns.ts'
import type { Sums } from './histogram.ts'
import { FIELDS, STRIDE } from './histogram.ts'
import type { Order } from './order-bins.ts'
import { orderBins } from './order-bins.ts'

/** What a split must leave on either side. */
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

/** A gain this small beside the node's own score is rounding. */
const NOISE = 1e-9

/** A cut of an order: bins up to `position` go left. */
interface Cut {
  readonly gain: number
  readonly position: number
  readonly poolLeft: boolean
  readonly left: Sums
}

/**
 * Finds the split of a node that lowers the second-order loss most; the first of equals.
 *
 * Rows whose bin has no place in a column's order (`orderBins`) are tried on both sides. A node without
 * any sends such rows, when they come, where more of its own go.
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
    const order = orderBins(histogram, c, column, node)
    const cut = bestCut(histogram, c * STRIDE, order, node, limits, gain)
    if (cut === undefined) return
    gain = cut.gain
    best = { column: c, order, cut }
  })
  if (best === undefined) return undefined
  const { column, order, cut } = best
  return { gain: cut.gain, column, left: cut.left, goesLeft: sides(order, cut, node) }
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
