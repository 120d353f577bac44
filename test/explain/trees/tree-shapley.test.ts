import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AskingTree, Forest } from '../../../core/explain/trees/forest.ts'
import { treeShapley } from '../../../core/explain/trees/tree-shapley.ts'
import { numbers } from '../../training/columns.ts'

/** A leaf, or the column asked about, the threshold, and what lies up to it and above. */
type Short = number | readonly [number, number, Short, Short]

function grown(short: Short): AskingTree {
  if (typeof short === 'number') return { kind: 'leaf', value: short, sum: 0 }
  const [column, threshold, left, right] = short
  return { kind: 'split', column, threshold, missingLeft: false, left: grown(left), right: grown(right) }
}

const names = Array.from({ length: 12 }, (_, at) => `f${at}`)

function forestOf(trees: readonly Short[], columns: readonly string[] = names): Forest {
  return {
    trees: trees.map(grown),
    base: [0],
    columns: columns.map((feature) => ({
      feature,
      numberOf: (column, row) => (column.kind === 'number' ? column.values[row]! : Number.NaN),
    })),
  }
}

const TREES: readonly Short[] = [
  [
    10,
    0.1,
    [11, -0.5, -0.46, [8, 0, [10, 0.4, 1.71, 0.05], [1, -0.2, 0.98, -1.1]]],
    [
      8,
      0.8,
      [4, -0.1, [5, -0.2, -0.86, -0.41], [8, 0.6, 0.75, 1.98]],
      [1, 0.3, [4, -0.9, -0.37, -1.81], [0, 0.1, 0.27, -0.67]],
    ],
  ],
  [
    0,
    -0.1,
    0.49,
    [
      4,
      0.4,
      [0, 0.6, [1, 0.6, 3.05, -0.81], [0, -0.3, -0.09, 0.75]],
      [4, -0.5, [11, -0.3, 0.15, 0.15], [1, -0.5, 0.44, 1.94]],
    ],
  ],
  [
    9,
    -1.3,
    [
      0,
      0.4,
      [11, -0.3, [3, 0.6, 0.23, 0.71], [4, 0.6, 0.18, -0.71]],
      [7, -0.3, [10, 0, -0.89, -2.92], [0, -0.5, -0.93, 0.27]],
    ],
    -0.87,
  ],
  [
    3,
    -0.5,
    [
      4,
      0.4,
      [0, -0.6, [4, 0.3, -0.51, -0.1], [9, -0.6, 1.01, -0.88]],
      [8, 0.3, [2, -0.9, -0.68, 0.43], [11, 0, 1.24, 1.03]],
    ],
    [9, 0.6, [2, -0.3, 0.91, [3, 0.4, -0.52, 0.56]], [0, -0.2, [5, 0.7, -2.35, 1.52], [2, 0.1, 1.13, -0.19]]],
  ],
]
const ROWS = [
  [-1.06, -0.26, 1.2, -0.61, -1.23, -2.7, -2.29, 0.28, 0.8, -0.63, -0.27, 0.77],
  [-0.35, 0.69, -0.92, -0.69, -1.01, -0.22, -0.02, 0.14, 0.23, 0.06, -0.4, -1.81],
  [1.32, -0.47, 1.35, 1.74, 0.16, -0.08, -0.36, -0.19, 1.61, -0.54, -1.17, 0.42],
  [-0.74, 1.34, 0.67, 0.64, 1.3, 0.67, 1.4, 1.25, 0.54, -0.64, 0.85, -1.76],
  [0.0, -0.95, 0.49, 0.88, 0.09, -1.06, 0.36, 1.07, -0.31, 1.12, 0.35, 0.42],
  [0.31, -0.57, 0.44, 1.08, -1.07, -0.55, -0.42, 0.06, 0.56, -1.01, 0.26, 0.5],
]
const table = {
  rows: 6,
  columns: new Map(names.map((name, at) => [name, numbers(ROWS.map((row) => row[at]!))])),
}

test('treeShapley: the values of shap for four trees of twelve features', () => {
  const found = treeShapley(forestOf(TREES), table, { features: names, weights: [1] })
  // shap 0.51.0, TreeExplainer of these trees, feature_perturbation="interventional", the first row beside the other five.
  const known = [
    -1.664999961853, 0.346666669846, 0, -0.336999994516, -0.535000014305, -0.015000002086, 0, 0, 0.091000008583,
    0.462000000477, 0.544666659832, 0.147666665912,
  ]
  found.values.forEach((value, at) => {
    assert.ok(Math.abs(value - known[at]!) < 1e-6, `${names[at]}: ${value}`)
  })
  assert.ok(Math.abs(found.base - 1.05) < 1e-12 && Math.abs(found.answer - 0.09) < 1e-12)
})

test('treeShapley: columns that are made of one feature are dealt as one', () => {
  // Both columns are f0: alone, each would be given half of what only f0 does.
  const trees: readonly Short[] = [[0, 0, [1, -1, 4, 1], 2]]
  const { answer, base, values } = treeShapley(forestOf(trees, ['f0', 'f0']), table, { features: names, weights: [1] })
  assert.ok(Math.abs(values[0]! - (answer - base)) < 1e-12)
  assert.ok(values.subarray(1).every((value) => value === 0))
})
