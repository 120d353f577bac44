import assert from 'node:assert/strict'
import { test } from 'node:test'
import { equalBinOf, equalBins } from '../../core/metrics/equal-bins.ts'
import { predictedActual } from '../../core/metrics/predicted-actual.ts'
import { residualDistribution, residualsByPrediction } from '../../core/metrics/residuals.ts'
import { binarySample, regressionSample } from '../../core/metrics/sample.ts'
import { scoreDistribution } from '../../core/metrics/score-distribution.ts'
import { shapeOf } from '../../core/shape-of.ts'
import { close } from '../close.ts'
import { randomBinary } from './random-samples.ts'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

test('scoreDistribution: each row counts once, by its weight, in the bin of its score', () => {
  for (const weighted of [false, true]) {
    const sample = randomBinary({ rows: 500, seed: 3, weighted })
    const { negative, positive } = scoreDistribution(sample)
    assert.deepEqual([negative.length, positive.length], [40, 40])
    close(sum(negative) + sum(positive), weighted ? sum([...sample.weights!]) : 500, 1e-9)
  }
  const ends = binarySample({ labels: Uint8Array.of(1, 0), scores: Float64Array.of(0, 1) })
  const { negative, positive } = scoreDistribution(ends)
  assert.deepEqual([positive[0], negative[39]], [1, 1])
})

test('equalBins: one far value does not squeeze the others, and counts at the end', () => {
  const sorted = Float64Array.from({ length: 1001 }, (_, at) => at).with(1000, 1e9)
  const bins = equalBins(sorted, 10)
  assert.deepEqual([bins.low, bins.high], [5, 995])
  assert.deepEqual([equalBinOf(1e9, bins), equalBinOf(-1e9, bins), equalBinOf(995, bins)], [9, 0, 9])
})

test('equalBins: one value alone has a bin in the middle', () => {
  const bins = equalBins(Float64Array.of(7, 7, 7), 4)
  assert.deepEqual(bins, { low: 6.5, high: 7.5, count: 4 })
})

const rows = 1000
const predictions = Float64Array.from({ length: rows }, (_, row) => row / 100)
// Errors grow with the prediction.
const labels = predictions.map((value, row) => value + (row % 2 === 0 ? value : -value) / 10)
const sample = regressionSample({ labels, predictions })

test('residuals: are prediction minus label, all counted, and spread by tenths of the predictions', () => {
  const { counts, high, low } = residualDistribution(sample)
  assert.equal(sum(counts), rows)
  close(low, -high, 0.01)
  const parts = residualsByPrediction(sample)
  assert.equal(sum(parts.map((part) => part.rows)), rows)
  const spreads = parts.map(({ quantiles }) => quantiles[4] - quantiles[0])
  assert.deepEqual(
    spreads.toSorted((a, b) => a - b),
    spreads,
  )
  assert.deepEqual([parts.length, parts[0]!.low, parts.at(-1)!.high], [10, 0, 9.99])
})

test('predictedActual: a perfect model lies on the diagonal', () => {
  const { counts, high, low } = predictedActual(regressionSample({ labels: predictions, predictions }))
  assert.equal(sum(counts.flat()), rows)
  assert.equal(sum(counts.map((row, at) => row[at]!)), rows)
  assert.ok(low >= 0 && high <= 9.99)
})

test('shapeOf: is as large whatever the rows, and one row has one too', () => {
  const large = regressionSample({
    labels: new Float64Array(100_000),
    predictions: Float64Array.from({ length: 100_000 }, (_, row) => row),
  })
  const one = regressionSample({ labels: Float64Array.of(1), predictions: Float64Array.of(3) })
  for (const each of [large, one]) {
    const shape = shapeOf(each, [])
    assert.deepEqual([shape.residuals!.counts.length, shape.predicted_actual!.counts.length], [40, 30])
    assert.ok(shape.residuals_by_prediction!.length <= 10)
  }
  assert.deepEqual(shapeOf(one, []).residuals_by_prediction, [{ low: 3, high: 3, rows: 1, quantiles: [2, 2, 2, 2, 2] }])
})
