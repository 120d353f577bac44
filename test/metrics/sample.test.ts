import assert from 'node:assert/strict'
import { test } from 'node:test'
import { binarySample, multiclassSample, regressionSample } from '../../core/metrics/sample.ts'

test('binarySample: answers are score ≥ threshold unless given', () => {
  const given = { labels: Uint8Array.of(0, 1, 1), scores: Float64Array.of(0.5, 0.3, 0.49) }
  assert.deepEqual([...binarySample(given).answers], [1, 0, 0])
  assert.deepEqual([...binarySample({ ...given, threshold: 0.3 }).answers], [1, 1, 1])
  assert.deepEqual([...binarySample({ ...given, answers: Uint8Array.of(0, 0, 1) }).answers], [0, 0, 1])
})

test('binarySample: the order is computed once, ties in row order', () => {
  const sample = binarySample({ labels: Uint8Array.of(0, 1, 1), scores: Float64Array.of(0.5, 0.3, 0.5) })
  assert.deepEqual([...sample.order()], [1, 0, 2])
  assert.equal(sample.order(), sample.order())
})

test('multiclassSample: answers are the likeliest class, the first of equals', () => {
  const scores = Float64Array.of(0.2, 0.4, 0.4, 0.5, 0.5, 0, 0, 0, 1)
  const sample = multiclassSample({ classes: ['a', 'b', 'c'], labels: Int32Array.of(0, 0, 0), scores })
  assert.deepEqual([...sample.answers], [1, 0, 2])
})

test('samples: refuse columns of another length, and nothing to judge', () => {
  const two = Float64Array.of(1, 2)
  assert.throws(() => binarySample({ labels: Uint8Array.of(1), scores: two }), /Unexpected 2 scores, expected 1/)
  assert.throws(() => binarySample({ labels: Uint8Array.of(1) }), /Missing scores and answers/)
  assert.throws(() => multiclassSample({ classes: ['a', 'b'], labels: Int32Array.of(0, 1), scores: two }), RangeError)
  assert.throws(() => regressionSample({ labels: two, predictions: two, weights: Float64Array.of(1) }), RangeError)
})
