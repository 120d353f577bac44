import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cbpe } from '../../../core/drift/performance/cbpe.ts'
import { type Calibrator, fitCalibrator } from '../../../core/drift/performance/fit-calibrator.ts'
import { metricOf } from '../../../core/metrics/index.ts'
import type { BinarySample } from '../../../core/metrics/metric.ts'
import { binarySample } from '../../../core/metrics/sample.ts'
import { close } from '../../close.ts'
import { digits, REFERENCE } from './fixture.ts'

const ESTIMABLE = [
  'accuracy',
  'balanced_accuracy',
  'precision',
  'recall',
  'specificity',
  'f1',
  'mcc',
  'roc_auc',
  'average_precision',
  'log_loss',
  'brier',
]
const AS_THEY_ARE: Calibrator = { calibrates: false, errors: undefined, calibrate: (scores) => scores }
const METRICS = ESTIMABLE.map((name) => metricOf('binary-classification', name))
const ANY = binarySample({ labels: Uint8Array.of(0, 1, 1, 0), scores: Float64Array.of(0.2, 0.7, 0.4, 0.6) })

test('cbpe: the six rows of docs/statistics.md, worked by hand', () => {
  const scores = Float64Array.of(0.9, 0.8, 0.6, 0.4, 0.3, 0.1)
  const known = {
    accuracy: 0.75,
    precision: 0.7666667,
    recall: 0.7419355,
    f1: 0.7540984,
    roc_auc: 0.8170189,
    average_precision: 0.7908602,
  }
  const found = estimates(ANY, { scores, answers: answersOf(scores) })
  for (const [name, value] of Object.entries(known)) close(found.get(name)!.estimate!, value, 5e-8, name)
})

for (const [i, { reference, window, calibrates, estimates: expected }] of REFERENCE.binary.entries()) {
  const sample = binarySample({ labels: digits(reference.labels), scores: Float64Array.from(reference.scores) })
  const scores = Float64Array.from(window.scores)
  const calibrator = fitCalibrator(sample, 7)
  const found = estimates(sample, { scores, answers: answersOf(scores) }, calibrator)

  test(`cbpe: equals NannyML 0.13.1 in every metric that it has, case ${i + 1}`, () => {
    assert.equal(calibrator.calibrates, calibrates)
    // NannyML rounds cumulated sums to 5 decimals.
    for (const [name, { value }] of Object.entries(expected)) close(found.get(name)!.estimate!, value, 1e-7, name)
  })

  test(`cbpe: the standard error of a share is NannyML's but for n/(n − 1), case ${i + 1}`, () => {
    const correction = Math.sqrt(1 - 1 / sample.rows)
    for (const name of ['accuracy', 'precision', 'recall', 'specificity']) {
      close(found.get(name)!.se! * correction, expected[name]!.sampling_error, 1e-12, name)
    }
  })

  test(`cbpe: where NannyML approximates, its standard error is of the same size, case ${i + 1}`, () => {
    for (const name of ['f1', 'roc_auc', 'average_precision']) {
      const ratio = expected[name]!.sampling_error / found.get(name)!.se!
      assert.ok(ratio > 0.5 && ratio < 2, `${name} ${ratio}`)
    }
  })
}

test('cbpe: with the labels themselves for probabilities every metric has the value it has with labels', () => {
  const row = fc.record({ label: fc.nat(1), score: fc.nat(6), answer: fc.nat(1), weight: fc.nat(3) })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
      const scores = Float64Array.from(rows, ({ score }) => score / 6)
      const answers = Uint8Array.from(rows, ({ answer }) => answer)
      const labels = Uint8Array.from(rows, ({ label }) => label)
      const weights = Float64Array.from(rows, ({ weight }) => weight)
      const sure: Calibrator = { ...AS_THEY_ARE, calibrate: () => Float64Array.from(labels) }
      const sample = binarySample({ labels, scores, answers, weights })
      const found = estimates(ANY, { scores, answers, weights }, sure)
      for (const metric of METRICS) {
        const realized = metric.estimate(sample)
        const { estimate, reason } = found.get(metric.name)!
        if ('undefined' in realized) assert.equal(reason, realized.undefined)
        else close(estimate!, realized.value, 1e-12, metric.name)
      }
    }),
  )
})

test('cbpe: the interval is three standard errors to either side, within the range of the metric', () => {
  const scores = Float64Array.from({ length: 9 }, (_, row) => (row + 0.5) / 9)
  const { estimate, se, ci } = estimates(ANY, { scores, answers: answersOf(scores) }).get('log_loss')!
  close(ci![1], estimate! + 3 * se!, 1e-12)
  assert.equal(ci![0], Math.max(0, estimate! - 3 * se!))
})

test('cbpe: where both sides have groups the standard error goes by groups', () => {
  const rows = 400
  const labels = Uint8Array.from({ length: rows }, (_, row) => (Math.floor(row / 40) + row) % 2)
  // Whole groups of 40 rows are right or wrong.
  const answers = Uint8Array.from(labels, (label, row) => (Math.floor(row / 40) % 3 === 0 ? 1 - label : label))
  const scores = Float64Array.from(answers, (answer) => (answer === 1 ? 0.8 : 0.2))
  const sample = binarySample({ labels, scores, answers })
  const groups = { codes: Uint32Array.from({ length: rows }, (_, row) => Math.floor(row / 40)), count: 10 }
  const metrics = [metricOf('binary-classification', 'accuracy')]
  const seFor = (ofReference: typeof groups | undefined, ofWindow: typeof groups | undefined) =>
    cbpe({
      metrics,
      reference: { sample, groups: ofReference },
      calibrator: AS_THEY_ARE,
      window: { scores, answers, groups: ofWindow },
      seed: 7,
    })[0]!.se!
  close(seFor(groups, groups), Math.sqrt((0.24 * 10) / 9 / 10), 1e-12)
  close(seFor(groups, undefined), Math.sqrt(0.24 / 399), 1e-12)
  assert.equal(seFor(undefined, groups), seFor(undefined, undefined))
})

test('cbpe: says why a metric has no estimate', () => {
  const scores = Float64Array.of(0.2, 0.3)
  const found = cbpe({
    metrics: ['ece', 'precision'].map((name) => metricOf('binary-classification', name)),
    reference: { sample: ANY, groups: undefined },
    calibrator: AS_THEY_ARE,
    window: { scores, answers: Uint8Array.of(0, 0) },
    seed: 7,
  })
  assert.deepEqual(
    found.map(({ estimate, reason }) => [estimate, reason]),
    [
      [null, 'ece cannot be estimated without labels'],
      [null, 'no row was answered positive'],
    ],
  )
})

test('cbpe: an empty window has no estimate', () => {
  const nothing = { scores: new Float64Array(0), answers: new Uint8Array(0) }
  for (const { estimate, reason } of estimates(ANY, nothing).values()) {
    assert.deepEqual([estimate, reason], [null, 'no row with a weight above 0'])
  }
})

function estimates(sample: BinarySample, window: Parameters<typeof cbpe>[0]['window'], calibrator = AS_THEY_ARE) {
  const found = cbpe({ metrics: METRICS, reference: { sample, groups: undefined }, calibrator, window, seed: 7 })
  return new Map(found.map((each) => [each.metric, each]))
}

function answersOf(scores: Float64Array): Uint8Array {
  return Uint8Array.from(scores, (score) => (score >= 0.5 ? 1 : 0))
}
