import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { metricOf } from '../core/metrics/index.ts'
import { binarySample } from '../core/metrics/sample.ts'
import { bestThreshold } from '../core/threshold.ts'
import { close } from './close.ts'

const row = fc.record({
  label: fc.integer({ min: 0, max: 1 }),
  score: fc.integer({ min: 0, max: 20 }).map((score) => score / 20),
  weight: fc.double({ min: 0.1, max: 5, noNaN: true }),
})
const rows = fc.array(row, { minLength: 2, maxLength: 40 })

test('bestThreshold: separates what can be separated, half way', () => {
  const sample = binarySample({ labels: Uint8Array.of(0, 0, 1), scores: Float64Array.of(0.1, 0.2, 0.4) })
  const { threshold, value } = bestThreshold(sample, 'f1')
  close(threshold, 0.3, 1e-12)
  assert.equal(value, 1)
})

test('bestThreshold: no threshold on a fine grid is better, and its own answers give its value', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom('f1', 'accuracy', 'mcc', 'balanced_accuracy'), (all, name) => {
      const columns = {
        labels: Uint8Array.from(all, ({ label }) => label),
        scores: Float64Array.from(all, ({ score }) => score),
        weights: Float64Array.from(all, ({ weight }) => weight),
      }
      const metric = metricOf('binary-classification', name)
      const at = (threshold: number) => {
        const estimate = metric.estimate(binarySample({ ...columns, threshold }))
        return 'undefined' in estimate ? -Infinity : estimate.value
      }
      const grid = Array.from({ length: 101 }, (_, step) => at(step / 100))
      if (grid.every((value) => value === -Infinity)) return
      const { threshold, value } = bestThreshold(binarySample(columns), name)
      assert.ok(threshold >= 0 && threshold <= 1)
      close(at(threshold), value, 1e-9)
      assert.ok(Math.max(...grid) <= value + 1e-9)
    }),
  )
})

test('bestThreshold: of equally good ones the nearest to 0.5 is taken', () => {
  const sample = binarySample({ labels: Uint8Array.of(0, 1), scores: Float64Array.of(0.45, 0.45) })
  const { threshold } = bestThreshold(sample, 'accuracy')
  assert.equal(threshold, (0.45 + 1) / 2)
})

test('bestThreshold: where no positive is best, it lies above every score', () => {
  const sample = binarySample({ labels: Uint8Array.of(0, 0, 0, 1), scores: Float64Array.of(0.1, 0.9, 0.9, 0.2) })
  const { threshold } = bestThreshold(sample, 'accuracy')
  assert.ok(threshold > 0.9)
})

test('bestThreshold: a metric of probabilities, or a model without them, is refused', () => {
  const sample = binarySample({ labels: Uint8Array.of(0, 1), scores: Float64Array.of(0.1, 0.2) })
  assert.throws(() => bestThreshold(sample, 'roc_auc'), { name: 'UserError', message: /`roc_auc` for a threshold/ })
  const answers = binarySample({ labels: Uint8Array.of(0, 1), answers: Uint8Array.of(0, 1) })
  assert.throws(() => bestThreshold(answers, 'f1'), { name: 'UserError', message: /Missing scores/ })
})

test('bestThreshold: a metric without a value at any threshold is refused', () => {
  const sample = binarySample({ labels: Uint8Array.of(0, 0), scores: Float64Array.of(0.1, 0.2) })
  assert.throws(() => bestThreshold(sample, 'recall'), /no value at any threshold/)
})
