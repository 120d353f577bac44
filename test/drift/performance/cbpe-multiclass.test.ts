import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cbpeMulticlass } from '../../../core/drift/performance/cbpe-multiclass.ts'
import { type ClassCalibrators, fitClassCalibrators } from '../../../core/drift/performance/fit-class-calibrators.ts'
import { metricOf } from '../../../core/metrics/index.ts'
import type { MulticlassSample } from '../../../core/metrics/metric.ts'
import { multiclassSample } from '../../../core/metrics/sample.ts'
import { close } from '../../close.ts'
import { digits, REFERENCE } from './fixture.ts'

const ESTIMABLE = ['accuracy', 'balanced_accuracy', 'f1_macro', 'f1_weighted', 'log_loss', 'roc_auc_ovr']
const METRICS = ESTIMABLE.map((name) => metricOf('multiclass-classification', name))
const CLASSES = ['a', 'b', 'c']
const { reference, window, calibrates, estimates: expected } = REFERENCE.multiclass
const sample = multiclassSample({
  classes: CLASSES,
  labels: Int32Array.from(digits(reference.labels)),
  scores: Float64Array.from(reference.scores),
})

test('cbpeMulticlass: equals NannyML 0.13.1 in accuracy, macro F1 and one-against-rest AUC', () => {
  const calibrators = fitClassCalibrators(sample, 7)
  assert.deepEqual(
    calibrators.calibrators.map((each) => each.calibrates),
    calibrates,
  )
  const rows = multiclassSample({
    classes: CLASSES,
    labels: new Int32Array(window.scores.length / 3),
    scores: Float64Array.from(window.scores),
  })
  const found = estimates(sample, rows, calibrators)
  close(found.get('accuracy')!.estimate!, expected.accuracy!.value, 1e-12)
  close(found.get('f1_macro')!.estimate!, expected.f1!.value, 1e-12)
  close(found.get('roc_auc_ovr')!.estimate!, expected.roc_auc!.value, 1e-7)
  const correction = Math.sqrt(1 - 1 / sample.rows)
  close(found.get('accuracy')!.se! * correction, expected.accuracy!.sampling_error, 1e-12)
})

test('cbpeMulticlass: with the labels themselves for probabilities every metric has the value it has with labels', () => {
  const score = fc.integer({ min: 1, max: 4 })
  const row = fc.record({
    label: fc.nat(2),
    scores: fc.tuple(score, score, score),
    answer: fc.nat(2),
    weight: fc.nat(3),
  })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
      const labelled = multiclassSample({
        classes: CLASSES,
        labels: Int32Array.from(rows, ({ label }) => label),
        scores: Float64Array.from(rows.flatMap(({ scores: [a, b, c] }) => [a, b, c].map((one) => one / (a + b + c)))),
        answers: Int32Array.from(rows, ({ answer }) => answer),
        weights: Float64Array.from(rows, ({ weight }) => weight),
      })
      const sure = Float64Array.from(rows.flatMap(({ label }) => [0, 1, 2].map((k) => (k === label ? 1 : 0))))
      const found = estimates(sample, labelled, { calibrators: [], calibrate: () => sure })
      for (const metric of METRICS) {
        const realized = metric.estimate(labelled)
        const { estimate } = found.get(metric.name)!
        if ('undefined' in realized) assert.equal(estimate, null, metric.name)
        else close(estimate!, realized.value, 1e-12, metric.name)
      }
    }),
  )
})

test('fitClassCalibrators: a row whose classes are all impossible is given to all alike', () => {
  const scores = Float64Array.from({ length: 300 }, (_, place) => (place % 3 === 0 ? 1 : 0))
  const { calibrate } = fitClassCalibrators(
    multiclassSample({ classes: CLASSES, labels: new Int32Array(100), scores }),
    7,
  )
  assert.deepEqual(calibrate(Float64Array.of(0, 0, 0)), new Float64Array(3).fill(1 / 3))
})

test('cbpeMulticlass: says why a metric has no estimate', () => {
  const [found] = cbpeMulticlass({
    metrics: [metricOf('multiclass-classification', 'top_k_accuracy')],
    reference: { sample, groups: undefined },
    calibrators: fitClassCalibrators(sample, 7),
    window: { classes: CLASSES, scores: Float64Array.of(0.2, 0.3, 0.5), answers: Int32Array.of(2) },
    seed: 7,
  })
  assert.equal(found!.reason, 'top_k_accuracy cannot be estimated without labels')
})

function estimates(labelled: MulticlassSample, rows: MulticlassSample, calibrators: ClassCalibrators) {
  const { classes, scores, answers, weights } = rows
  const found = cbpeMulticlass({
    metrics: METRICS,
    reference: { sample: labelled, groups: undefined },
    calibrators,
    window: { classes, scores: scores!, answers, weights },
    seed: 7,
  })
  return new Map(found.map((each) => [each.metric, each]))
}
