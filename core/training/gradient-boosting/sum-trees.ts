import { MISSING } from './bin-numbers.ts'
import type { Tree } from './tree.ts'

const BINS = MISSING + 1
/** Rows whose bins stay in the processor's cache while all trees see them. */
const BLOCK = 4096

/**
 * What trees add up to on rows, without a model file: the numbers that `boost` itself would have.
 *
 * Time O(rows · trees · depth).
 *
 * @param base where the sum starts
 * @param bins of each column the trees were grown on, one a row
 * @returns one sum a row
 */
export function sumTrees(
  trees: readonly Tree[],
  base: number,
  bins: readonly Uint8Array[],
  rows: number,
): Float64Array {
  const { column, children, value, goesLeft, roots } = flatten(trees)
  const sums = new Float64Array(rows).fill(base)
  const width = bins.length
  const block = new Uint8Array(Math.min(rows, BLOCK) * width)
  for (let start = 0; start < rows; start += BLOCK) {
    const size = Math.min(rows - start, BLOCK)
    for (let c = 0; c < width; c++) for (let i = 0; i < size; i++) block[i * width + c] = bins[c]![start + i]!
    for (const root of roots) {
      for (let i = 0; i < size; i++) {
        let node = root
        // The way is looked up rather than branched on: no processor guesses where a row will go.
        for (let asked = column[node]!; asked >= 0; asked = column[node]!) {
          node = children[2 * node + goesLeft[node * BINS + block[i * width + asked]!]!]!
        }
        sums[start + i]! += value[node]!
      }
    }
  }
  return sums
}

/** All nodes of all trees in arrays, right child before left; the column of a leaf is −1. */
function flatten(trees: readonly Tree[]) {
  const count = trees.reduce((sum, tree) => sum + countNodes(tree), 0)
  const flat = {
    column: new Int32Array(count).fill(-1),
    children: new Uint32Array(2 * count),
    value: new Float64Array(count),
    goesLeft: new Uint8Array(count * BINS),
  }
  let next = 0
  const add = (tree: Tree): number => {
    const node = next++
    if (tree.kind === 'leaf') flat.value[node] = tree.value
    else {
      flat.column[node] = tree.column
      flat.goesLeft.set(tree.goesLeft, node * BINS)
      flat.children[2 * node + 1] = add(tree.left)
      flat.children[2 * node] = add(tree.right)
    }
    return node
  }
  return { ...flat, roots: trees.map(add) }
}

function countNodes(tree: Tree): number {
  return tree.kind === 'leaf' ? 1 : 1 + countNodes(tree.left) + countNodes(tree.right)
}
