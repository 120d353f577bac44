import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { rankSplits } from '../../../core/training/gradient-boosting/rank-tables.ts'
import type { Split, Tree } from '../../../core/training/gradient-boosting/tree.ts'

const BINS = 8
const leaf: Tree = { kind: 'leaf', value: 0 }

/** Trees of splits on two text columns, each of which parts any of 8 levels (the rest go right). */
const trees = fc.letrec<{ tree: Tree; split: Split }>((tie) => ({
  tree: fc.oneof({ maxDepth: 5, withCrossShrink: true }, fc.constant(leaf), tie('split')),
  split: fc.record({
    kind: fc.constant('split' as const),
    column: fc.constantFrom(0, 1),
    goesLeft: fc.uint8Array({ minLength: BINS, maxLength: BINS, max: 1 }).map((sides) => {
      const goesLeft = new Uint8Array(256)
      goesLeft.set(sides)
      return goesLeft
    }),
    gain: fc.constant(1),
    left: tie('tree'),
    right: tie('tree'),
  }),
})).tree

test('rankSplits: every level that reaches a split goes the same way by its rank', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const { tables, places } = rankSplits(tree, 0)
      const placeOf = new Map(places.map((place) => [place.split, place]))
      const follow = (node: Tree, level: number): void => {
        if (node.kind === 'leaf') return
        if (node.column === 1) {
          follow(node.left, level)
          follow(node.right, level)
          return
        }
        const { table, threshold } = placeOf.get(node)!
        const goesLeft = tables[table]!.ranks[level]! <= threshold
        assert.equal(goesLeft, node.goesLeft[level] === 1)
        follow(goesLeft ? node.left : node.right, level)
      }
      for (let level = 0; level < BINS; level++) follow(tree, level)
    }),
  )
})

test('rankSplits: nested splits share a table, splits side by side do not', () => {
  const split = (column: number, left: Tree, right: Tree): Tree => {
    return { kind: 'split', column, goesLeft: new Uint8Array(256), gain: 1, left, right }
  }
  assert.equal(rankSplits(split(0, split(0, leaf, leaf), split(0, leaf, leaf)), 0).tables.length, 1)
  assert.equal(rankSplits(split(1, split(0, leaf, leaf), split(0, leaf, leaf)), 0).tables.length, 2)
  assert.equal(rankSplits(split(1, split(0, leaf, leaf), leaf), 1).tables.length, 1)
})
