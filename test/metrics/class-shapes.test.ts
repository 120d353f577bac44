import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shapeSchema } from '../../core/artifacts/shape.ts'
import { averagePrecision } from '../../core/metrics/binary-classification/average-precision.ts'
import { rocAuc } from '../../core/metrics/binary-classification/roc-auc.ts'
import { curveAreas } from '../../core/metrics/curve-areas.ts'
import type { MulticlassSample } from '../../core/metrics/metric.ts'
import { frequentClasses } from '../../core/metrics/multiclass-classification/frequent-classes.ts'
import { multiclassSample } from '../../core/metrics/sample.ts'
import { shapeOf } from '../../core/shape-of.ts'
import { close } from '../close.ts'
import { estimateOf, REFERENCE, referenceSamples } from './fixture.ts'
import { randomBinary, randomMulticlass } from './random-samples.ts'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function classesOf(sample: MulticlassSample) {
  return shapeOf(sample, sample.classes).one_against_rest!
}

test('shapeOf: areas of each class against the rest equal scikit-learn 1.9.1 to 1e-9, with weights and ties too', () => {
  const samples = new Map(referenceSamples().map(({ name, sample }) => [`${sample.task} ${name}`, sample]))
  for (const { by_class, name } of REFERENCE.multiclass) {
    const sample = samples.get(`multiclass-classification ${name}`) as MulticlassSample
    const found = new Map(classesOf(sample).map((one) => [one.class, one]))
    for (const [k, label] of sample.classes.entries()) {
      const expected = by_class.roc_auc[k]!
      assert.equal(found.has(label), expected !== null, `${name}, ${label}`)
      if (expected === null) continue
      close(found.get(label)!.roc_auc!, expected, 1e-9, name)
      close(found.get(label)!.average_precision!, by_class.average_precision[k]!, 1e-9, name)
    }
  }
})

test('curveAreas: are the values of roc_auc and average_precision, and none with one class', () => {
  for (const weighted of [false, true]) {
    const sample = randomBinary({ rows: 500, seed: 9, decimals: 2, weighted })
    const areas = curveAreas(sample)
    close(areas.roc_auc!, estimateOf(rocAuc, sample).value, 1e-12)
    close(areas.average_precision!, estimateOf(averagePrecision, sample).value, 1e-12)
  }
  const lone = multiclassSample({
    classes: ['a', 'b'],
    labels: Int32Array.of(0, 0),
    scores: Float64Array.of(1, 0, 0.5, 0.5),
  })
  const [only] = classesOf(lone)
  assert.deepEqual([only!.roc_auc, only!.average_precision, only!.roc.fpr], [null, null, []])
})

test('shapeOf: curves of a class keep the area to 0.01 in 50 points, from corner to corner, and count each row once', () => {
  const sample = randomMulticlass({ rows: 20_000, seed: 4 })
  const classes = classesOf(sample)
  assert.deepEqual(
    classes.map((one) => one.class),
    ['class 0', 'class 1', 'class 2'],
  )
  assert.equal(sum(classes.map(({ rows }) => rows)), 20_000)
  for (const { calibration, precision_recall, roc, roc_auc, rows, scores } of classes) {
    const { fpr, tpr } = roc
    assert.ok(fpr.length <= 50 && fpr.length === tpr.length && precision_recall.recall.length <= 50)
    assert.deepEqual([fpr[0], tpr[0], fpr.at(-1), tpr.at(-1), precision_recall.recall.at(-1)], [0, 0, 1, 1, 1])
    const area = sum(fpr.slice(1).map((x, at) => ((x - fpr[at]!) * (tpr[at + 1]! + tpr[at]!)) / 2))
    close(area, roc_auc!, 0.01)
    assert.deepEqual([sum(calibration.rows), sum(scores.positive), sum(scores.negative)], [20_000, rows, 20_000 - rows])
    close(sum(calibration.rate.map((rate, at) => rate * calibration.rows[at]!)), rows, 1e-6)
  }
})

test('shapeOf: of many classes the ten with the most rows have curves, as large whatever the rows', () => {
  const classes = Array.from({ length: 12 }, (_, at) => `class ${at}`)
  // Class 0 has one row, class 1 two, …
  const labels = Int32Array.from(classes.flatMap((_, at) => Array.from({ length: at + 1 }, () => at)))
  const scores = new Float64Array(labels.length * 12).fill(1 / 12)
  const sample = multiclassSample({ classes, labels, scores })
  const shape = shapeOf(sample, classes)
  assert.deepEqual(
    shape.one_against_rest!.map((one) => one.class),
    classes.slice(2),
  )
  assert.deepEqual(shapeSchema.parse(JSON.parse(JSON.stringify(shape))), shape)
  const large = randomMulticlass({ rows: 50_000, seed: 5 }, 12)
  assert.ok(JSON.stringify(classesOf(large)).length < 60_000)
})

test('frequentClasses: of as many rows the first, none without rows', () => {
  const sample = multiclassSample({
    classes: ['a', 'b', 'c', 'd'],
    labels: Int32Array.of(3, 1, 3, 0),
    answers: new Int32Array(4),
  })
  assert.deepEqual(
    [frequentClasses(sample, 2), frequentClasses(sample, 10)],
    [
      [0, 3],
      [0, 1, 3],
    ],
  )
})

test('shapeOf: a multiclass model that gives no probabilities has no curves', () => {
  const sample = multiclassSample({ classes: ['a', 'b'], labels: Int32Array.of(0, 1), answers: Int32Array.of(0, 1) })
  assert.deepEqual(Object.keys(shapeOf(sample, ['a', 'b'])), ['confusion'])
})
