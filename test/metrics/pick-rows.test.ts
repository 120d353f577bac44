import assert from 'node:assert/strict'
import { test } from 'node:test'
import { argsort } from '../../core/metrics/argsort.ts'
import { metricOf } from '../../core/metrics/index.ts'
import { pickRows } from '../../core/metrics/pick-rows.ts'
import { binarySample } from '../../core/metrics/sample.ts'
import { estimateOf } from './fixture.ts'
import { randomBinary, randomMulticlass, randomRegression } from './random-samples.ts'

test('pickRows: a slice’s order is that of its own scores, whether sorted or taken from the whole', () => {
  const whole = randomBinary({ rows: 400, seed: 2, decimals: 1 })
  for (const every of [1, 2, 3, 50]) {
    const rows = Uint32Array.from({ length: 400 / every }, (_, i) => i * every)
    const slice = pickRows(whole, rows)
    assert.deepEqual(slice.order(), argsort(slice.scores!), `every ${every}`)
  }
})

test('pickRows: a metric of a slice is that of a sample made from its rows', () => {
  const rows = Uint32Array.from({ length: 60 }, (_, i) => 3 * i + 1)
  const whole = randomBinary({ rows: 200, seed: 3, weighted: true })
  const slice = pickRows(whole, rows)
  const made = binarySample({
    labels: Uint8Array.from(rows, (row) => whole.labels[row]!),
    scores: Float64Array.from(rows, (row) => whole.scores![row]!),
    answers: Uint8Array.from(rows, (row) => whole.answers[row]!),
    weights: Float64Array.from(rows, (row) => whole.weights![row]!),
  })
  for (const name of ['roc_auc', 'log_loss', 'f1']) {
    const metric = metricOf('binary-classification', name)
    assert.deepEqual(estimateOf(metric, slice), estimateOf(metric, made))
  }
})

test('pickRows: keeps the rows of multiclass and regression samples together', () => {
  const rows = Uint32Array.of(2, 5)
  const classes = randomMulticlass({ rows: 9, seed: 1, weighted: true })
  const picked = pickRows(classes, rows)
  assert.deepEqual([...picked.scores!], [...classes.scores!.slice(6, 9), ...classes.scores!.slice(15, 18)])
  assert.deepEqual([...picked.labels], [classes.labels[2], classes.labels[5]])
  const numbers = randomRegression({ rows: 9, seed: 1, weighted: true })
  assert.deepEqual([...pickRows(numbers, rows).predictions], [numbers.predictions[2], numbers.predictions[5]])
  assert.deepEqual([...pickRows(numbers, rows).weights!], [numbers.weights![2], numbers.weights![5]])
})

test('pickRows: works without scores', () => {
  const sample = binarySample({ labels: Uint8Array.of(0, 1, 1), answers: Uint8Array.of(0, 1, 0) })
  const slice = pickRows(sample, Uint32Array.of(0, 2))
  assert.equal(slice.scores, undefined)
  assert.deepEqual([...slice.answers], [0, 0])
})
