import type { BinnedColumn } from './columns.ts'
import type { Found, Limits } from './find-split.ts'
import { findSplit } from './find-split.ts'
import type { Derivatives, Sums } from './histogram.ts'
import { subtract, sumAllBins } from './histogram.ts'
import { moveRows } from './move-rows.ts'
import type { Tree } from './tree.ts'
import type { Workspace } from './workspace.ts'
import { countRows } from './workspace.ts'

/** How far a tree grows, and how much of its step it takes. */
export interface Growth extends Limits {
  readonly maxLeaves: number
  readonly learningRate: number
}

/** A node that is still a leaf: its rows are `rows[start..end)`. */
interface Open {
  readonly start: number
  readonly end: number
  readonly sums: Sums
  histogram: Float64Array | undefined
  found: Found | undefined
  children: { goesLeft: Uint8Array; column: number; gain: number; left: Open; right: Open } | undefined
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
  const { rows } = workspace
  for (let row = 0; row < rows.length; row++) rows[row] = row
  const histogram = countRows(0, rows.length, columns, derivatives, workspace)
  const root = open(0, rows.length, sumAllBins(histogram))
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
    smaller.histogram = countRows(smaller.start, smaller.end, columns, derivatives, workspace)
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

/** Moves the rows of both sides together and opens the children. */
function divide(
  parent: Open,
  columns: readonly BinnedColumn[],
  { rows, moved }: Workspace,
): { left: Open; right: Open } {
  const { column, gain, goesLeft, left: sums } = parent.found!
  const front = moveRows({ rows, moved }, parent, columns[column]!.bins, goesLeft)
  const left = open(parent.start, front, sums)
  const right = open(front, parent.end, {
    gradient: parent.sums.gradient - sums.gradient,
    hessian: parent.sums.hessian - sums.hessian,
    rows: parent.sums.rows - sums.rows,
  })
  parent.children = { goesLeft, column, gain, left, right }
  return { left, right }
}

/** Turns grown nodes into a tree, adds leaf values to the rows' sums and gives histograms back. */
function close(node: Open, growth: Growth, workspace: Workspace, sums: Float64Array): Tree {
  if (node.histogram !== undefined) workspace.spare.push(node.histogram)
  if (node.children !== undefined) {
    const { column, gain, goesLeft, left, right } = node.children
    return {
      kind: 'split',
      column,
      goesLeft,
      gain,
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
