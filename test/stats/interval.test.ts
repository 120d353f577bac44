import assert from 'node:assert/strict'
import { test } from 'node:test'
import { intervalOf } from '../../core/stats/interval.ts'
import { normalQuantile } from '../../core/stats/normal.ts'
import { studentTQuantile } from '../../core/stats/student-t.ts'
import { close } from '../close.ts'

const Z = normalQuantile(0.975)

/** The mean of zeros and ones, the ones last. */
function proportion(ones: number, rows: number) {
  const value = ones / rows
  const influence = Float64Array.from({ length: rows }, (_, row) => ((row >= rows - ones ? 1 : 0) - value) / rows)
  return { value, influence }
}

test('intervalOf: influence of symmetric rows is value ± z · se, beyond the range if it must', () => {
  const estimate = { value: 0.1, influence: Float64Array.of(-0.1, 0.1, -0.1, 0.1) }
  const { se, ci, method } = intervalOf(estimate, { kind: 'influence', range: [0, 1] })
  close(se, Math.sqrt((0.04 * 4) / 3), 1e-12)
  close(ci[0], 0.1 - Z * se, 1e-12)
  close(ci[1], 0.1 + Z * se, 1e-12)
  assert.ok(ci[0] < 0)
  assert.equal(method, 'influence')
})

test('intervalOf: influence of right-skewed rows reaches further up than down', () => {
  const { value, ci } = intervalOf(proportion(1, 10), { kind: 'influence', range: [0, 1] })
  assert.ok(ci[1] - value > value - ci[0])
})

test('intervalOf: wilson without groups is the textbook interval', () => {
  const { ci } = intervalOf(proportion(8, 10), { kind: 'wilson', range: [0, 1] })
  close(ci[0], 0.4902, 5e-5)
  close(ci[1], 0.9433, 5e-5)
})

test('intervalOf: with G groups the quantile is t with G − 1 degrees of freedom', () => {
  const codes = Uint32Array.from({ length: 20 }, (_, row) => row % 4)
  const estimate = { value: 3, influence: Float64Array.from(codes, (group) => [-2, -1, 1, 2][group]!) }
  const { se, ci } = intervalOf(estimate, { kind: 'influence', range: [0, 9], groups: { codes, count: 4 } })
  close((ci[1] - ci[0]) / 2 / se, studentTQuantile(0.975, 3), 1e-12)
})

test('intervalOf: logit on [−1, 1] is Fisher’s z', () => {
  const estimate = { value: 0.6, influence: Float64Array.of(0.05, -0.05) }
  const { se, ci } = intervalOf(estimate, { kind: 'logit', range: [-1, 1] })
  close(ci[0], Math.tanh(Math.atanh(0.6) - (Z * se) / (1 - 0.36)), 1e-12)
  close(ci[1], Math.tanh(Math.atanh(0.6) + (Z * se) / (1 - 0.36)), 1e-12)
})

test('intervalOf: a perfect value is Wilson’s over the rows, or groups, it was taken over', () => {
  const influence = new Float64Array(40)
  const among = Uint8Array.from({ length: 40 }, (_, row) => (row < 10 ? 1 : 0))
  const groups = { codes: Uint32Array.from({ length: 40 }, (_, row) => row % 4), count: 4 }
  for (const kind of ['wilson', 'logit'] as const) {
    close(intervalOf({ value: 1, influence }, { kind, range: [0, 1] }).ci[0], 40 / (40 + Z * Z), 1e-12)
    close(intervalOf({ value: 1, influence, among }, { kind, range: [0, 1] }).ci[0], 10 / (10 + Z * Z), 1e-12)
    const t = studentTQuantile(0.975, 3)
    close(intervalOf({ value: 1, influence, among }, { kind, range: [0, 1], groups }).ci[0], 4 / (4 + t * t), 1e-12)
  }
})

test('intervalOf: says nothing when the variance is unknown', () => {
  const groups = { codes: new Uint32Array(10), count: 1 }
  assert.deepEqual(intervalOf(proportion(8, 10), { kind: 'wilson', range: [0, 1], groups }).ci, [0, 1])
  assert.deepEqual(intervalOf(proportion(8, 10), { kind: 'logit', range: [0, 1], groups }).ci, [0, 1])
  assert.deepEqual(intervalOf(proportion(8, 10), { kind: 'influence', range: [0, 1], groups }).ci, [
    -Infinity,
    Infinity,
  ])
})
