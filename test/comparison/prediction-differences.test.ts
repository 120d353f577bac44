import assert from 'node:assert/strict'
import { test } from 'node:test'
import { predictionDifferences } from '../../core/comparison/prediction-differences.ts'
import type { Column, Table } from '../../core/data/table.ts'

const numbers = (...values: number[]): Column => ({ kind: 'number', type: 'float', values: Float64Array.from(values) })
const table = (columns: Record<string, Column>): Table => ({ rows: 3, columns: new Map(Object.entries(columns)) })

test('predictionDifferences: counts rows and finds the widest gap; ids and labels do not count', () => {
  const a = table({ id: numbers(1, 2, 3), label: numbers(0, 1, 0), score: numbers(0.1, 0.2, 0.3) })
  const b = table({ id: numbers(4, 5, 6), label: numbers(1, 1, 1), score: numbers(0.1, 0.25, 0.3) })
  const { differ, largest, rows, same } = predictionDifferences(a, b)
  assert.deepEqual([rows, differ, same], [3, 1, false])
  assert.ok(Math.abs(largest - 0.05) < 1e-15)
  assert.deepEqual(predictionDifferences(a, a), { rows: 3, differ: 0, largest: 0, same: true })
})

test('predictionDifferences: rounding is the same, in the size of the numbers', () => {
  const a = table({ prediction: numbers(1e6, 2, 3) })
  assert.equal(predictionDifferences(a, table({ prediction: numbers(1e6 + 0.5, 2, 3) })).same, true)
  assert.equal(predictionDifferences(a, table({ prediction: numbers(1e6 + 2, 2, 3) })).same, false)
  const small = table({ score: numbers(0.5, 0, 1) })
  assert.equal(predictionDifferences(small, table({ score: numbers(0.5000005, 0, 1) })).same, true)
  assert.equal(predictionDifferences(small, table({ score: numbers(0.50001, 0, 1) })).same, false)
})

test('predictionDifferences: another class, or a number where there was none, is never rounding', () => {
  const text = (...levels: string[]): Column => ({ kind: 'text', levels, codes: Int32Array.of(0, 1, 2) })
  const classes = predictionDifferences(
    table({ prediction: text('a', 'b', 'c') }),
    table({ prediction: text('a', 'b', 'x') }),
  )
  assert.deepEqual([classes.differ, classes.same], [1, false])
  const missing = predictionDifferences(table({ score: numbers(0.5, NaN, 1) }), table({ score: numbers(0.5, 0.5, 1) }))
  assert.deepEqual([missing.differ, missing.same], [1, false])
  assert.equal(
    predictionDifferences(table({ score: numbers(NaN, 0, 1) }), table({ score: numbers(NaN, 0, 1) })).same,
    true,
  )
})
