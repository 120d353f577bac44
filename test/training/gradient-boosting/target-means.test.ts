import assert from 'node:assert/strict'
import { test } from 'node:test'
import { targetMeans } from '../../../core/training/gradient-boosting/target-means.ts'
import { texts } from '../columns.ts'
import { seeded } from '../seeded.ts'

const rows = 2_000
const random = seeded(3)
const labels = Float64Array.from({ length: rows }, () => (random() < 0.5 ? 1 : 0))

test('targetMeans: a column of identifiers says nothing about the rows it is trained on', () => {
  const identifiers = texts(Array.from({ length: rows }, (_, row) => `row ${row}`))
  const { rows: trained } = targetMeans(identifiers, { values: labels, weights: undefined }, 7)
  assert.ok(trained.every(Number.isNaN))
})

test("targetMeans: a level's mean is drawn towards the overall mean by 20 rows", () => {
  const column = texts(['a', 'a', 'b', 'b'])
  const { levels } = targetMeans(column, { values: [1, 1, 0, 1], weights: undefined }, 7)
  assert.deepEqual(levels, Float32Array.of((2 + 20 * 0.75) / 22, (1 + 20 * 0.75) / 22))
})

test('targetMeans: weights count, and the overall mean counts for 20 rows of average weight', () => {
  const weighted = targetMeans(texts(['a', 'b']), { values: [1, 0], weights: Float64Array.of(2, 1) }, 7)
  // 20 rows of average weight: 20 · 3/2.
  assert.deepEqual(weighted.levels, Float32Array.of((2 + 30 * (2 / 3)) / 32, (30 * (2 / 3)) / 31))
})

test('targetMeans: missing text has no mean, and a level without rows neither', () => {
  const column = { kind: 'text' as const, codes: Int32Array.of(0, -1, 0), levels: ['a', 'gone'] }
  const means = targetMeans(column, { values: [1, 0, 0], weights: undefined }, 7)
  assert.ok(Number.isNaN(means.rows[1]))
  assert.ok(Number.isNaN(means.levels[1]))
})

test('targetMeans: the seed deals rows into folds, and nothing else does', () => {
  const column = texts(Array.from({ length: rows }, (_, row) => `level ${row % 40}`))
  const train = (seed: number) => targetMeans(column, { values: labels, weights: undefined }, seed)
  assert.deepEqual(train(7), train(7))
  assert.notDeepEqual(train(7).rows, train(8).rows)
  assert.deepEqual(train(7).levels, train(8).levels)
  assert.ok(new Set(train(7).rows).size > 40)
})
