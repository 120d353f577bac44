import assert from 'node:assert/strict'
import { test } from 'node:test'
import { averagePrecision } from '../../core/metrics/binary-classification/average-precision.ts'
import { rocAuc } from '../../core/metrics/binary-classification/roc-auc.ts'
import { confusionMatrix } from '../../core/metrics/confusion-matrix.ts'
import { precisionRecallCurve } from '../../core/metrics/precision-recall-curve.ts'
import { rocCurve } from '../../core/metrics/roc-curve.ts'
import { binarySample, multiclassSample } from '../../core/metrics/sample.ts'
import { close } from '../close.ts'
import { estimateOf } from './fixture.ts'
import { randomBinary } from './random-samples.ts'

/** Area under straight lines between the points. */
function area(points: readonly { fpr: number; tpr: number }[]): number {
  return points
    .slice(1)
    .reduce((sum, { fpr, tpr }, i) => sum + ((fpr - points[i]!.fpr) * (tpr + points[i]!.tpr)) / 2, 0)
}

function step(points: readonly { precision: number; recall: number }[]): number {
  return points.reduce((sum, { precision, recall }, i) => sum + precision * (recall - (points[i - 1]?.recall ?? 0)), 0)
}

test('rocCurve: unthinned, its area is roc_auc, with ties and weights too', () => {
  for (const weighted of [false, true]) {
    const sample = randomBinary({ rows: 300, seed: 6, decimals: 2, weighted })
    close(area(rocCurve(sample, 1e9)), estimateOf(rocAuc, sample).value, 1e-12)
  }
})

test('rocCurve: 20,000 rows fit in 200 points, from corner to corner, with the same area to 0.001', () => {
  const sample = randomBinary({ rows: 20_000, seed: 6 })
  const curve = rocCurve(sample)
  assert.ok(curve.length <= 200 && curve.length > 150)
  assert.deepEqual([curve[0], curve.at(-1)!.fpr, curve.at(-1)!.tpr], [{ fpr: 0, tpr: 0 }, 1, 1])
  close(area(curve), estimateOf(rocAuc, sample).value, 1e-3)
})

test('precisionRecallCurve: unthinned, its steps sum to average_precision, with ties and weights too', () => {
  for (const weighted of [false, true]) {
    const sample = randomBinary({ rows: 300, seed: 6, decimals: 2, weighted })
    close(step(precisionRecallCurve(sample, 1e9)), estimateOf(averagePrecision, sample).value, 1e-12)
  }
})

test('precisionRecallCurve: 20,000 rows fit in 200 points that end at recall 1', () => {
  const curve = precisionRecallCurve(randomBinary({ rows: 20_000, seed: 6 }))
  assert.ok(curve.length <= 200 && curve.length > 150)
  assert.equal(curve.at(-1)!.recall, 1)
})

test('curves: are empty with one class or without scores', () => {
  const oneClass = binarySample({ labels: Uint8Array.of(1, 1), scores: Float64Array.of(0.1, 0.2) })
  const silent = binarySample({ labels: Uint8Array.of(0, 1), answers: Uint8Array.of(0, 1) })
  for (const sample of [oneClass, silent]) assert.deepEqual([rocCurve(sample), precisionRecallCurve(sample)], [[], []])
})

test('confusionMatrix: labels down, answers across, by weight', () => {
  const sample = multiclassSample({
    classes: ['a', 'b', 'c'],
    labels: Int32Array.of(0, 0, 2, 2),
    answers: Int32Array.of(0, 1, 2, 0),
    weights: Float64Array.of(1, 2, 0.5, 4),
  })
  assert.deepEqual(confusionMatrix(sample), [
    [1, 2, 0],
    [0, 0, 0],
    [4, 0, 0.5],
  ])
})
