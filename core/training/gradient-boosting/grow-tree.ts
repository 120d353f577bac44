import type { BinnedColumn } from './columns.ts'
import type { Found, Limits, Sums } from './find-split.ts'
import { findSplit } from './find-split.ts'
import type { Derivatives } from './histogram.ts'
import { FIELDS, STRIDE, subtract, sumBins } from './histogram.ts'
import type { Tree } from './tree.ts'

export interface Growth extends Limits {
  readonly maxLeaves: number
  readonly learningRate: number
}

/** Memory that every tree of a training uses again. */
export interface Workspace {
  readonly rows: Uint32Array
  readonly moved: Uint32Array
  readonly gathered: Derivatives
  /** Histograms that no node needs any more. */
  readonly spare: Float64Array[]
}

/** A node that is still a leaf: its rows are `rows[start..end)`. */
interface Open {
  readonly start: number
  readonly end: number
  readonly sums: Sums
  histogram: Float64Array | undefined
  found: Found | undefined
  children: { goesLeft: Uint8Array; column: number; left: Open; right: Open } | undefined
}

export function createWorkspace(rows: number): Workspace {
  return {
    rows: new Uint32Array(rows),
    moved: new Uint32Array(rows),
    gathered: { gradients: new Float32Array(rows), hessians: new Float32Array(rows) },
    spare: [],
  }
}

/**
 * Grows one tree, always at the leaf where a split gains most, and adds its values to the rows' sums.
 *
 * Only the smaller child of a split is counted; the other is the parent less its sibling.
 *
 * Time O(rows · columns · depth), memory that of the workspace and a histogram a leaf.
 *
 * @param sums one a row; each row's leaf value is added
 */
export function growTree(
  columns: readonly BinnedColumn[],
  derivatives: Derivatives,
  growth: Growth,
  workspace: Workspace,
  sums: Float64Array,
): Tree {
  workspace.rows.forEach((_, row) => {
    workspace.rows[row] = row
  })
  const histogram = count(0, workspace.rows.length, columns, derivatives, workspace)
  const root = open(0, workspace.rows.length, sumColumnBins(histogram))
  root.histogram = histogram
  search(root, columns, growth)
  const leaves = [root]
  while (leaves.length < growth.maxLeaves) {
    const parent = mostGain(leaves)
    if (parent === undefined) break
    const { left, right } = divide(parent, columns, workspace)
    leaves.splice(leaves.indexOf(parent), 1, left, right)
    if (leaves.length === growth.maxLeaves) break
    const [smaller, larger] = left.sums.rows <= right.sums.rows ? [left, right] : [right, left]
    smaller.histogram = count(smaller.start, smaller.end, columns, derivatives, workspace)
    larger.histogram = parent.histogram!
    subtract(larger.histogram, smaller.histogram)
    parent.histogram = undefined
    search(smaller, columns, growth)
    search(larger, columns, growth)
  }
  return close(root, growth, workspace, sums)
}

function open(start: number, end: number, sums: Sums): Open {
  return { start, end, sums, histogram: undefined, found: undefined, children: undefined }
}

/** The histogram of the rows from `start` to before `end`. */
function count(
  start: number,
  end: number,
  columns: readonly BinnedColumn[],
  derivatives: Derivatives,
  workspace: Workspace,
): Float64Array {
  const histogram = workspace.spare.pop() ?? new Float64Array(columns.length * STRIDE)
  sumBins(histogram, columns, derivatives, { rows: workspace.rows.subarray(start, end), gathered: workspace.gathered })
  return histogram
}

/** The sums of all rows of a histogram: every row is in one bin of its first column. */
function sumColumnBins(histogram: Float64Array): Sums {
  const sums = { gradient: 0, hessian: 0, rows: 0 }
  for (let cell = 0; cell < STRIDE; cell += FIELDS) {
    sums.gradient += histogram[cell]!
    sums.hessian += histogram[cell + 1]!
    sums.rows += histogram[cell + 2]!
  }
  return sums
}

function search(node: Open, columns: readonly BinnedColumn[], growth: Growth): void {
  node.found = findSplit(node.histogram!, columns, node.sums, growth)
}

function mostGain(leaves: readonly Open[]): Open | undefined {
  let best: Open | undefined
  for (const leaf of leaves) {
    if (leaf.found !== undefined && (best === undefined || leaf.found.gain > best.found!.gain)) best = leaf
  }
  return best
}

/** Moves the rows that go left to the front, each side in its old order, and opens both children. */
function divide(
  parent: Open,
  columns: readonly BinnedColumn[],
  { rows, moved }: Workspace,
): { left: Open; right: Open } {
  const { column, goesLeft, left: sums } = parent.found!
  const { bins } = columns[column]!
  let front = parent.start
  let back = 0
  for (let i = parent.start; i < parent.end; i++) {
    const row = rows[i]!
    const left = goesLeft[bins[row]!]!
    // Writing to both places and moving one mark on costs less than a branch that is hard to foresee.
    rows[front] = row
    moved[back] = row
    front += left
    back += 1 - left
  }
  rows.set(moved.subarray(0, back), front)
  const left = open(parent.start, front, sums)
  const right = open(front, parent.end, {
    gradient: parent.sums.gradient - sums.gradient,
    hessian: parent.sums.hessian - sums.hessian,
    rows: parent.sums.rows - sums.rows,
  })
  parent.children = { goesLeft, column, left, right }
  return { left, right }
}

/** Turns grown nodes into a tree, adds leaf values to the rows' sums and gives histograms back. */
function close(node: Open, growth: Growth, workspace: Workspace, sums: Float64Array): Tree {
  if (node.histogram !== undefined) workspace.spare.push(node.histogram)
  if (node.children !== undefined) {
    const { column, goesLeft, left, right } = node.children
    return {
      kind: 'split',
      column,
      goesLeft,
      left: close(left, growth, workspace, sums),
      right: close(right, growth, workspace, sums),
    }
  }
  const { gradient, hessian } = node.sums
  const step = gradient / (Math.max(hessian, growth.minHessian) + growth.l2)
  const value = Math.fround(-growth.learningRate * step)
  for (let i = node.start; i < node.end; i++) sums[workspace.rows[i]!]! += value
  return { kind: 'leaf', value }
}
