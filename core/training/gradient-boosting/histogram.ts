import type { BinnedColumn } from './columns.ts'

/** Numbers kept a bin: sum of gradients, sum of hessians, rows. */
export const FIELDS = 3
const BINS = 256
/** Length of one column's part of a histogram; column c starts at c · STRIDE. */
export const STRIDE = BINS * FIELDS

/** What a node's rows sum to. */
export interface Sums {
  readonly gradient: number
  readonly hessian: number
  readonly rows: number
}

/** First and second derivatives of the loss, one a row. */
export interface Derivatives {
  readonly gradients: Float32Array
  readonly hessians: Float32Array
}

/** Rows under one node, and room to gather their derivatives in order. */
export interface NodeRows {
  readonly rows: Uint32Array
  readonly gathered: Derivatives
}

/**
 * Sums the derivatives of a node's rows by bin, for every column.
 *
 * Time O(rows of the node · columns). This is where training spends most of its time: derivatives
 * are gathered once so that each column's loop reads them in sequence.
 *
 * @param histogram columns · STRIDE numbers, overwritten
 */
export function sumBins(
  histogram: Float64Array,
  columns: readonly BinnedColumn[],
  derivatives: Derivatives,
  node: NodeRows,
): void {
  histogram.fill(0)
  const { rows, gathered } = node
  const { gradients, hessians } = gathered
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    gradients[i] = derivatives.gradients[row]!
    hessians[i] = derivatives.hessians[row]!
  }
  for (let c = 0; c < columns.length; c += 2) {
    // Two columns a pass: their sums do not wait for each other, which is a third faster than one by one.
    const [first, second] = [columns[c]!.bins, columns[c + 1]?.bins]
    const offset = c * STRIDE
    if (second === undefined) sumColumn(histogram, offset, first, rows, gathered)
    else sumTwoColumns(histogram, offset, first, second, rows, gathered)
  }
}

function sumColumn(
  histogram: Float64Array,
  offset: number,
  bins: Uint8Array,
  rows: Uint32Array,
  { gradients, hessians }: Derivatives,
): void {
  for (let i = 0; i < rows.length; i++) {
    const cell = offset + bins[rows[i]!]! * FIELDS
    histogram[cell]! += gradients[i]!
    histogram[cell + 1]! += hessians[i]!
    histogram[cell + 2]!++
  }
}

function sumTwoColumns(
  histogram: Float64Array,
  offset: number,
  firstBins: Uint8Array,
  secondBins: Uint8Array,
  rows: Uint32Array,
  { gradients, hessians }: Derivatives,
): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    const gradient = gradients[i]!
    const hessian = hessians[i]!
    const first = offset + firstBins[row]! * FIELDS
    histogram[first]! += gradient
    histogram[first + 1]! += hessian
    histogram[first + 2]!++
    const second = offset + STRIDE + secondBins[row]! * FIELDS
    histogram[second]! += gradient
    histogram[second + 1]! += hessian
    histogram[second + 2]!++
  }
}

/** Turns a parent's histogram into that of one child, given the other child's. */
export function subtract(parent: Float64Array, child: Float64Array): void {
  for (let i = 0; i < parent.length; i++) parent[i]! -= child[i]!
}

/** The sums of all rows of a histogram: every row is in one bin of its first column. */
export function sumAllBins(histogram: Float64Array): Sums {
  const sums = { gradient: 0, hessian: 0, rows: 0 }
  for (let cell = 0; cell < STRIDE; cell += FIELDS) {
    sums.gradient += histogram[cell]!
    sums.hessian += histogram[cell + 1]!
    sums.rows += histogram[cell + 2]!
  }
  return sums
}
