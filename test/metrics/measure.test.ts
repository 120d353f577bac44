import assert from 'node:assert/strict'
import { test } from 'node:test'
import { metricOf } from '../../core/metrics/index.ts'
import { measure } from '../../core/metrics/measure.ts'
import { binarySample } from '../../core/metrics/sample.ts'
import { normalQuantile } from '../../core/stats/normal.ts'
import { close } from '../close.ts'
import { metricsOf } from './fixture.ts'
import { randomBinary } from './random-samples.ts'

/** The interval of a metric that must have a value. */
function measured(name: string, sample: ReturnType<typeof binarySample>) {
  const interval = measure(metricOf('binary-classification', name), sample, { seed: 1 })
  assert.ok(!('undefined' in interval), name)
  return interval
}

test('measure: says why a metric has no value', () => {
  const sample = binarySample({ labels: Uint8Array.of(1, 1), scores: Float64Array.of(0.1, 0.2) })
  const auc = measure(metricOf('binary-classification', 'roc_auc'), sample, { seed: 1 })
  assert.deepEqual(auc, { undefined: 'no row of the negative class' })
})

test('measure: uses the method that the metric declares', () => {
  const sample = randomBinary({ rows: 300, seed: 9 })
  for (const { name, interval } of metricsOf('binary-classification')) {
    assert.equal(measured(name, sample).method, interval, name)
  }
})

test('measure: a perfect model is no surer than its rarer class allows', () => {
  const labels = Uint8Array.from({ length: 100 }, (_, row) => (row < 12 ? 1 : 0))
  const sample = binarySample({ labels, scores: Float64Array.from(labels, (label) => 0.1 + 0.8 * label) })
  const z2 = normalQuantile(0.975) ** 2
  for (const name of ['roc_auc', 'average_precision', 'recall', 'precision', 'f1', 'balanced_accuracy']) {
    close(measured(name, sample).ci[0], 12 / (12 + z2), 1e-9, name)
    assert.equal(measured(name, sample).ci[1], 1)
  }
  close(measured('mcc', sample).ci[0], (2 * 12) / (12 + z2) - 1, 1e-9)
  close(measured('accuracy', sample).ci[0], 100 / (100 + z2), 1e-9)
  close(measured('specificity', sample).ci[0], 88 / (88 + z2), 1e-9)
})
