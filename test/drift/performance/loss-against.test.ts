import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Loss, lossAgainst } from '../../../core/drift/performance/loss-against.ts'
import type { Side } from '../../../core/drift/performance/measure-side.ts'
import { metricOf } from '../../../core/metrics/index.ts'
import type { Margin, RegressionSample } from '../../../core/metrics/metric.ts'
import { binarySample, regressionSample } from '../../../core/metrics/sample.ts'
import { normalQuantile } from '../../../core/stats/normal.ts'
import { randomBits } from '../../../core/stats/random.ts'
import { close } from '../../close.ts'

const MAE = metricOf('regression', 'mae')
const ROWS_A_GROUP = 50
const BEFORE = byDay([1, 1.5, 0.5, 2, 1.25, 0.75, 1, 2.5])
const NOW = byDay([2, 3.5, 2.5, 1.5, 4, 3])

test('lossAgainst: equals Welch’s t-test of SciPy 1.17 (ttest_ind) on the groups’ means', () => {
  const found = compared(BEFORE, NOW, { kind: 'absolute', value: 0.25 })
  close(found.loss!, 1.4375, 1e-12)
  close(found.ci![0], 0.41628776806150625, 1e-9)
  close(found.ci![1], 2.4587122319384935, 1e-9)
  close(found.p_value!, 0.013760736529275475, 1e-9)
  assert.equal(found.breach, true)
  close(found.times!, 0.41628776806150625 / 0.25, 1e-9)
  assert.deepEqual([found.reference!.groups, found.reference!.rows, found.current!.groups], [8, 400, 6])
})

test('lossAgainst: a relative margin is a share of the reference’s value', () => {
  const found = compared(BEFORE, NOW, { kind: 'relative', value: 0.1 })
  close(found.margin!, 0.13125, 1e-12)
  assert.equal(found.margin_rule, '10%')
  close(found.p_value!, 0.009005877102974546, 1e-9)
})

test('lossAgainst: where the window is better the loss is negative and nothing is a breach', () => {
  const found = compared(NOW, BEFORE, { kind: 'absolute', value: 0.25 })
  close(found.loss!, -1.4375, 1e-12)
  close(found.p_value!, 0.9975900641863038, 1e-9)
  assert.deepEqual([found.breach, found.times], [false, 0])
})

test('lossAgainst: a metric that should be high loses where it falls', () => {
  const found = lossAgainst({
    metric: metricOf('binary-classification', 'accuracy'),
    reference: right(1000, 900),
    current: right(400, 320),
    margin: { kind: 'absolute', value: 0.02 },
    seed: 7,
  })
  const se = Math.sqrt(0.09 / 999 + 0.16 / 399)
  close(found.loss!, 0.1, 1e-12)
  close(found.se!, se, 1e-12)
  close(found.ci![0], 0.1 - normalQuantile(0.975) * se, 1e-9)
  assert.equal(found.breach, true)
})

test('lossAgainst: three answers, all wrong, are no breach: their variance of 0 is not believed', () => {
  const precision = (rows: number, positive: number, hits: number): Side<ReturnType<typeof binarySample>> => {
    const answers = new Uint8Array(rows).fill(1, 0, positive)
    return { sample: binarySample({ labels: new Uint8Array(rows).fill(1, 0, hits), answers }), groups: undefined }
  }
  const metric = metricOf('binary-classification', 'precision')
  const against = (current: ReturnType<typeof precision>) =>
    lossAgainst({
      metric,
      reference: precision(1000, 200, 140),
      current,
      margin: { kind: 'absolute', value: 0.01 },
      seed: 7,
    })
  assert.equal(against(precision(300, 3, 0)).breach, false)
  assert.equal(against(precision(300, 30, 0)).breach, true)
})

test('lossAgainst: bias loses as it moves away from 0, to either side', () => {
  const at = (mean: number): Side<RegressionSample> => {
    const predictions = Float64Array.from({ length: 400 }, (_, row) => mean + (row % 2 === 0 ? 0.5 : -0.5))
    return { sample: regressionSample({ labels: new Float64Array(400), predictions }), groups: undefined }
  }
  const metric = metricOf('regression', 'bias')
  const loss = (before: number, now: number) =>
    lossAgainst({
      metric,
      reference: at(before),
      current: at(now),
      margin: { kind: 'absolute', value: 0.1 },
      seed: 7,
    })
  close(loss(0.2, -0.9).loss!, 0.7, 1e-12)
  assert.equal(loss(0.2, -0.9).breach, true)
  close(loss(-0.9, 0.2).loss!, -0.7, 1e-12)
  assert.equal(loss(0, 0.05).breach, false)
})

test('lossAgainst: a metric without influence values is judged by the bootstrap, one without verdict not at all', () => {
  const medae = compared(BEFORE, NOW, { kind: 'absolute', value: 0.1 }, 'medae')
  assert.ok(medae.se! > 0 && medae.p_value !== null)
  const scored = (score: number) => ({
    sample: binarySample({ labels: alternating(400), scores: new Float64Array(400).fill(score) }),
    groups: undefined,
  })
  const ece = lossAgainst({
    metric: metricOf('binary-classification', 'ece'),
    reference: scored(0.5),
    current: scored(0.9),
    margin: { kind: 'absolute', value: 0.01 },
    seed: 7,
  })
  close(ece.loss!, 0.4, 1e-12)
  assert.deepEqual([ece.p_value, ece.breach, ece.times, ece.insufficient], [null, false, null, null])
})

test('lossAgainst: says which side has too few groups or rows, and shows the numbers all the same', () => {
  const few = compared(byDay([1, 2, 3, 4]), NOW, { kind: 'absolute', value: 0 })
  assert.equal(few.insufficient, 'only 4 groups in the reference, at least 5 are needed')
  assert.ok(few.ci !== null && few.p_value === null && !few.breach)
  const rows = compared({ ...BEFORE, groups: undefined }, flat(199), { kind: 'absolute', value: 0 })
  assert.equal(rows.insufficient, 'only 199 rows in the window, at least 200 are needed')
  const one = compared(BEFORE, byDay([1]), { kind: 'absolute', value: 0 })
  assert.equal(one.insufficient, 'only 1 group in the window, at least 5 are needed')
  assert.deepEqual([one.ci, one.current!.ci, one.current!.value], [null, null, 1])
})

test('lossAgainst: says where the metric has no value', () => {
  const sample = binarySample({ labels: new Uint8Array(300), answers: new Uint8Array(300) })
  const found = lossAgainst({
    metric: metricOf('binary-classification', 'recall'),
    reference: { sample: binarySample({ labels: alternating(300), answers: new Uint8Array(300) }), groups: undefined },
    current: { sample, groups: undefined },
    margin: { kind: 'absolute', value: 0 },
    seed: 7,
  })
  assert.equal(found.insufficient, 'no value on the window: no row of the positive class')
  assert.deepEqual([found.reference!.value, found.current], [0, null])
})

test('lossAgainst: what it returns is what JSON holds', () => {
  const found = compared(BEFORE, NOW, { kind: 'absolute', value: 0 })
  assert.equal(found.times, null)
  const little = compared(BEFORE, byDay([1]), { kind: 'absolute', value: 0 })
  for (const each of [found, little]) assert.deepEqual(JSON.parse(JSON.stringify(each)), each)
})

test('lossAgainst: days without a change breach a margin of 0 at most about 2.5 % of the time', () => {
  const random = randomBits(11)
  let breaches = 0
  const windows = 2000
  for (let i = 0; i < windows; i++) {
    const [before, now] = [byDay(lossesOfDays(14, 0)), byDay(lossesOfDays(6, 0))]
    if (compared(before, now, { kind: 'absolute', value: 0 }).breach) breaches++
  }
  // Four standard errors of a share of 0.025 are 0.014.
  assert.ok(breaches / windows < 0.039, `${breaches / windows}`)
  let found = 0
  for (let i = 0; i < 200; i++) {
    const [before, now] = [byDay(lossesOfDays(14, 0)), byDay(lossesOfDays(7, 1.5))]
    if (compared(before, now, { kind: 'absolute', value: 0 }).breach) found++
  }
  assert.ok(found / 200 > 0.7, `${found / 200}`)

  /** Days whose mean loss is normal about 5. */
  function lossesOfDays(days: number, worse: number): number[] {
    const uniform = () => ((random() >>> 0) + 0.5) / 2 ** 32
    return Array.from({ length: days }, () => 5 + worse + normalQuantile(uniform()))
  }
})

function compared(
  reference: Side<RegressionSample>,
  current: Side<RegressionSample>,
  margin: Margin,
  name = 'mae',
): Loss {
  const metric = name === 'mae' ? MAE : metricOf('regression', name)
  return lossAgainst({ metric, reference, current, margin, seed: 7 })
}

/** Fifty rows a day with the same absolute error. */
function byDay(errors: readonly number[]): Side<RegressionSample> {
  const rows = errors.length * ROWS_A_GROUP
  const day = Uint32Array.from({ length: rows }, (_, row) => Math.floor(row / ROWS_A_GROUP))
  const predictions = Float64Array.from(day, (code) => errors[code]!)
  return {
    sample: regressionSample({ labels: new Float64Array(rows), predictions }),
    groups: { codes: day, count: errors.length },
  }
}

function flat(rows: number): Side<RegressionSample> {
  const predictions = Float64Array.from({ length: rows }, (_, row) => row % 7)
  return { sample: regressionSample({ labels: new Float64Array(rows), predictions }), groups: undefined }
}

function right(rows: number, hits: number) {
  return {
    sample: binarySample({ labels: new Uint8Array(rows), answers: new Uint8Array(rows).fill(1, hits) }),
    groups: undefined,
  }
}

function alternating(rows: number): Uint8Array {
  return Uint8Array.from({ length: rows }, (_, row) => row % 2)
}
