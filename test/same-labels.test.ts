import assert from 'node:assert/strict'
import { test } from 'node:test'
import { binarySample, multiclassSample, regressionSample } from '../core/metrics/sample.ts'
import { checkSameLabels } from '../core/same-labels.ts'

const number = (row: number) => `row ${row + 1}`
const binary = (labels: number[], weights?: number[]) =>
  binarySample({
    labels: Uint8Array.from(labels),
    answers: new Uint8Array(labels.length),
    weights: weights && Float64Array.from(weights),
  })

test('checkSameLabels: equal labels and weights pass', () => {
  checkSameLabels(binary([0, 1], [1, 2]), binary([0, 1], [1, 2]), number)
})

test('checkSameLabels: differing labels are counted, with three examples', () => {
  assert.throws(() => checkSameLabels(binary([0, 0, 0, 0, 1]), binary([1, 1, 1, 1, 1]), number), {
    name: 'UserError',
    message: /4 of 5 rows differ .*\(row 1: 0 and 1; row 2: 0 and 1; row 3: 0 and 1\)/,
  })
})

test('checkSameLabels: weights must agree too', () => {
  assert.throws(() => checkSameLabels(binary([1], [1]), binary([1], [2]), number), /weights: 1 of 1 rows/)
  assert.throws(() => checkSameLabels(binary([1], [1]), binary([1]), number), /only one of the two/)
})

test('checkSameLabels: what a 32-bit float loses does not count', () => {
  const of = (label: number) => regressionSample({ labels: Float64Array.of(label), predictions: Float64Array.of(0) })
  checkSameLabels(of(0.1), of(Math.fround(0.1)), number)
  assert.throws(() => checkSameLabels(of(0.1), of(0.1001), number), /labels: 1 of 1 rows/)
})

test('checkSameLabels: classes must be the same, in the same order', () => {
  const of = (classes: string[]) => multiclassSample({ classes, labels: Int32Array.of(0), answers: Int32Array.of(0) })
  assert.throws(() => checkSameLabels(of(['a', 'b']), of(['b', 'a']), number), /candidate: b, a, expected .*: a, b/)
})

test('checkSameLabels: samples on different rows are our bug', () => {
  assert.throws(() => checkSameLabels(binary([1]), binary([1, 1]), number), RangeError)
})
