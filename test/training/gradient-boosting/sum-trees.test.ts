import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MISSING } from '../../../core/training/gradient-boosting/bin-numbers.ts'
import { sumTrees } from '../../../core/training/gradient-boosting/sum-trees.ts'
import type { Tree } from '../../../core/training/gradient-boosting/tree.ts'

/** Bins up to `last` of a column go left, missing values right. */
function split(column: number, last: number, left: Tree, right: Tree): Tree {
  return { kind: 'split', column, gain: 1, goesLeft: new Uint8Array(256).fill(1, 0, last + 1), left, right }
}

function leaf(value: number): Tree {
  return { kind: 'leaf', value }
}

test('sumTrees: each row takes its own way through each tree', () => {
  const trees = [split(0, 1, leaf(1), split(1, 0, leaf(10), leaf(20))), leaf(100), split(1, 0, leaf(-1), leaf(-2))]
  const bins = [Uint8Array.of(0, 1, 2, MISSING), Uint8Array.of(0, 5, 0, 5)]
  assert.deepEqual([...sumTrees(trees, 1000, bins, 4)], [1100, 1099, 1109, 1118])
})

test('sumTrees: rows of the second block and after are like those of the first', () => {
  const rows = 10_000
  const bins = [Uint8Array.from({ length: rows }, (_, row) => row % 3)]
  const sums = sumTrees([split(0, 1, leaf(1), leaf(2))], 0, bins, rows)
  assert.ok(sums.every((sum, row) => sum === (row % 3 === 2 ? 2 : 1)))
})

test('sumTrees: without trees or columns every row has the base', () => {
  assert.deepEqual([...sumTrees([], 3, [], 2)], [3, 3])
})
