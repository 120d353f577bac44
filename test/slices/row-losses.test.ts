import assert from 'node:assert/strict'
import { test } from 'node:test'
import { metricOf } from '../../core/metrics/index.ts'
import { binarySample, regressionSample } from '../../core/metrics/sample.ts'
import { rowLosses } from '../../core/slices/row-losses.ts'
import { close } from '../close.ts'
import { binaryContest, multiclassContest } from '../contests.ts'

test('rowLosses: their mean is the log loss of models with probabilities', () => {
  for (const { candidate } of [binaryContest({ rows: 50, seed: 2 }), multiclassContest({ rows: 50, seed: 2 })]) {
    const [sample] = candidate
    const expected = metricOf(sample!.task, 'log_loss').estimate(sample!)
    assert.ok('value' in expected)
    close(rowLosses(sample!).reduce((sum, loss) => sum + loss, 0) / 50, expected.value, 1e-12)
  }
})

test('rowLosses: answers alone are right or wrong', () => {
  const sample = binarySample({ labels: Uint8Array.of(0, 1, 1), answers: Uint8Array.of(0, 0, 1) })
  assert.deepEqual(rowLosses(sample), Float64Array.of(0, 1, 0))
})

test('rowLosses: regression squares the error', () => {
  const sample = regressionSample({ labels: Float64Array.of(1, 4), predictions: Float64Array.of(3, 4) })
  assert.deepEqual(rowLosses(sample), Float64Array.of(4, 0))
})
