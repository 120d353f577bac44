import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sample } from '../../core/metrics/metric.ts'
import { binarySample, multiclassSample, regressionSample } from '../../core/metrics/sample.ts'
import { metricsOf } from './fixture.ts'

/** Metrics without a value on a sample; every other one must have a finite value and influence, unless bootstrapped. */
function undefinedOn(sample: Sample): string[] {
  return metricsOf(sample.task).flatMap((metric) => {
    const estimate = metric.estimate(sample)
    if ('undefined' in estimate) return [metric.name]
    assert.ok(Number.isFinite(estimate.value), metric.name)
    if (metric.name !== 'medae') assert.ok(estimate.influence.every(Number.isFinite), metric.name)
    return []
  })
}

const none = new Float64Array(0)

test('metrics: none has a value without rows', () => {
  for (const sample of [
    binarySample({ labels: new Uint8Array(0), scores: none }),
    multiclassSample({ classes: ['a', 'b', 'c'], labels: new Int32Array(0), scores: none }),
    regressionSample({ labels: none, predictions: none }),
  ]) {
    assert.equal(undefinedOn(sample).length, metricsOf(sample.task).length)
  }
})

test('binary metrics: with one class only, those that compare the classes have no value', () => {
  const scores = Float64Array.of(0.2, 0.8)
  const apart = ['roc_auc', 'average_precision', 'balanced_accuracy']
  assert.deepEqual(undefinedOn(binarySample({ labels: Uint8Array.of(0, 0), scores })), [...apart, 'recall', 'mcc'])
  assert.deepEqual(undefinedOn(binarySample({ labels: Uint8Array.of(1, 1), scores })), [...apart, 'specificity', 'mcc'])
  const silent = binarySample({ labels: Uint8Array.of(0, 0), scores, threshold: 1 })
  assert.deepEqual(undefinedOn(silent), [...apart, 'precision', 'recall', 'f1', 'mcc'])
})

test('binary metrics: without scores, those that need them have no value', () => {
  const sample = binarySample({ labels: Uint8Array.of(0, 1, 1), answers: Uint8Array.of(0, 1, 0) })
  const needing = metricsOf(sample.task).filter(({ needs }) => needs === 'scores')
  assert.deepEqual(
    undefinedOn(sample),
    needing.map(({ name }) => name),
  )
})

test('multiclass metrics: a missing class, one class alone, two classes, no scores', () => {
  const labels = Int32Array.of(0, 1, 0)
  const scores = Float64Array.of(0.6, 0.2, 0.2, 0.1, 0.8, 0.1, 0.3, 0.3, 0.4)
  const classes = ['a', 'b', 'c']
  assert.deepEqual(undefinedOn(multiclassSample({ classes, labels, scores })), ['roc_auc_ovr'])
  const alone = multiclassSample({ classes, labels: Int32Array.of(0, 0, 0), scores })
  assert.deepEqual(undefinedOn(alone), ['balanced_accuracy', 'roc_auc_ovr'])
  const two = multiclassSample({
    classes: ['a', 'b'],
    labels: Int32Array.of(0, 1),
    scores: Float64Array.of(1, 0, 0, 1),
  })
  assert.deepEqual(undefinedOn(two), ['top_k_accuracy'])
  const silent = multiclassSample({ classes, labels, answers: labels })
  assert.deepEqual(undefinedOn(silent), ['log_loss', 'roc_auc_ovr', 'top_k_accuracy'])
})

test('regression metrics: r2 needs labels that differ, mape labels that are not 0', () => {
  const constant = regressionSample({ labels: Float64Array.of(0.1, 0.1, 0.1), predictions: Float64Array.of(1, 2, 3) })
  assert.deepEqual(undefinedOn(constant), ['r2'])
  const zero = regressionSample({ labels: Float64Array.of(0, 1), predictions: Float64Array.of(1, 2) })
  assert.deepEqual(undefinedOn(zero), ['mape'])
})
