import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayLast, sayRange, sayStart, sayWindow } from '../../core/say-window.ts'
import { decisiveFamily } from '../../reports/drift/family.ts'
import { driftHeadline, nameOf, sayVerdict } from '../../reports/drift/headline.ts'
import { historyChart, verdictStrip } from '../../reports/drift/history-chart.ts'
import { formatLimit, formatP, formatShare, formatSize, formatValue } from '../../reports/drift/numbers.ts'
import { sayOperations } from '../../reports/drift/operations.ts'
import { HEIGHTS } from '../../reports/drift/words.ts'
import {
  breachDrift,
  inputDrift,
  insufficientDrift,
  OPERATIONS,
  stableDrift,
  summary,
  watchDrift,
} from './example-drift.ts'

test('sizes keep two digits, or three from ten on; nothing is rounded to nothing, or nearly all to all', () => {
  assert.deepEqual([0.3141, 0.00421, 1.391, 12.34, 412.7, 0, -0.05].map(formatSize), [
    ...['0.31', '0.0042', '1.4', '12.3', '413', '0', '−0.050'],
  ])
  assert.deepEqual([formatSize(null), formatSize(Infinity)], ['–', '–'])
  assert.deepEqual([3e-9, 0.00021, 0.0213, 0.213, 1].map(formatP), ['<0.0001', '0.0002', '0.021', '0.21', '1.00'])
  assert.deepEqual([0, 1, 0.9712, 0.0012, 0.99999, 1e-9].map(formatShare), [
    ...['0 %', '100 %', '97.1 %', '0.12 %', '99.9 %', '0.01 %'],
  ])
  assert.deepEqual([0.1, 0.05, 0.13742, null].map(formatLimit), ['0.1', '0.05', '0.137', '–'])
  assert.equal(formatValue(0.48912, [0.4801, 0.4982], 3), '0.489 [0.480, 0.498]')
  assert.equal(formatValue(null, null, 3), '–')
})

test('windows of whole days are told by their days, the last one included; others by their times', () => {
  const say = (from: string, to: string) => sayWindow({ from, to })
  assert.equal(say('2001-02-22T00:00:00Z', '2001-03-01T00:00:00Z'), '2001-02-22 to 2001-02-28')
  assert.equal(say('2001-02-22T00:00:00Z', '2001-02-23T00:00:00.000Z'), '2001-02-22')
  assert.equal(say('2001-02-22T06:00:00Z', '2001-02-22T07:00:00Z'), '2001-02-22 06:00 to 2001-02-22 07:00 UTC')
  const [from, to] = [Date.parse('2001-02-22'), Date.parse('2001-03-01')]
  assert.equal(sayRange({ from, to }), '2001-02-22 to 2001-02-28', 'files are told by the same days')
  assert.deepEqual([to, to - 1, to + 1].map(sayLast), ['2001-02-28', '2001-02-28 23:59 UTC', '2001-03-01 00:00 UTC'])
  assert.deepEqual(['2001-02-22T00:00:00Z', '2001-02-22T06:00:00Z'].map(sayStart), ['2001-02-22', '2001-02-22 06:00'])
})

test('a verdict is told by the first family in the order of belief that is as bad', () => {
  assert.deepEqual([breachDrift(), inputDrift(), watchDrift(), stableDrift()].map(decisiveFamily), [
    ...['performance', 'features', 'features', undefined],
  ])
  const both = { ...inputDrift(), predictions: { ...inputDrift().predictions!, verdict: 'drift' as const } }
  assert.equal(decisiveFamily(both), 'predictions')
  assert.equal(sayVerdict(stableDrift()), 'inputs and performance are as they were')
  assert.equal(sayVerdict(insufficientDrift()), 'too little to judge by')
  assert.equal(nameOf({ model: 'delay', versions: ['v1.0.0', 'v1.1.0'] }), 'delay')
})

test('a stable window tells a gain as a gain, and a loss as no more than is shown', () => {
  const of = (value: number, ci: [number, number], because = '') => {
    const { performance } = stableDrift()
    const drift = stableDrift({ performance: { ...performance!, because, loss: { value, ci, p_value: 0.5 } } })
    return [driftHeadline(drift).replace('6 comparisons, none over its floor; log_loss is ', ''), sayVerdict(drift)]
  }
  const same = 'inputs and performance are as they were'
  assert.deepEqual(of(0.0071, [-0.0241, 0.0383]), [
    'perhaps worse than on the test rows, by +0.007 [−0.024, +0.038], within the margin of 10%.',
    same,
  ])
  assert.deepEqual(of(-0.0071, [-0.0383, 0.0241]), [
    'perhaps better than on the test rows, by +0.007 [−0.024, +0.038], within the margin of 10%.',
    same,
  ])
  assert.deepEqual(of(-0.05, [-0.08, -0.02]), ['better than on the test rows, by +0.050 [+0.020, +0.080].', same])
  assert.deepEqual(of(-0.09, [-0.12, -0.06]), [
    'better than on the test rows, by +0.090 [+0.060, +0.120].',
    'inputs are as they were, and the model does better',
  ])
  assert.deepEqual(of(0.02, [-0.04, 0.08]), [
    'perhaps worse than on the test rows, by +0.020 [−0.040, +0.080], and no loss beyond the margin of 10% is shown.',
    'inputs are as they were, and no loss of performance is shown',
  ])
  assert.deepEqual(of(0.00001, [-0.03, 0.03]), [
    'as on the test rows: 0.000 [−0.030, +0.030], within the margin of 10%.',
    same,
  ])
  assert.deepEqual(of(0.09, [0.06, 0.12], 'log_loss is not certain enough'), [
    'not certain enough.',
    'inputs are as they were, and that the model does worse is not certain',
  ])
  const stable = stableDrift()
  const [first, ...others] = stable.features
  const far = { ...stable, features: [{ ...first!, times: 2.5, q_value: 0.86 }, ...others] }
  assert.equal(sayVerdict(far), 'inputs moved no more than chance explains, and performance is as it was')
  assert.equal(sayVerdict({ ...far, performance: null }), 'inputs moved no more than chance explains')
  const unread = { check: 'type', column: 'hour', level: 'warning', because: '`hour` is text here' } as const
  assert.equal(sayVerdict(stableDrift({ quality: [unread] })), 'what could be compared is as it was')
})

test('the strip has a sign a window, the newest forty, and none where there is no history', () => {
  assert.equal(verdictStrip(breachDrift(), HEIGHTS), '2001-01-25 ▂▂▂▅█ 2001-02-22')
  assert.equal(verdictStrip(insufficientDrift(), HEIGHTS), '')
  const history = Array.from({ length: 90 }, (_, week) => summary(week - 86, 'stable', 0.49))
  const [, signs] = verdictStrip({ ...breachDrift(), history }, HEIGHTS).split(' ')
  assert.equal(signs, `${'▂'.repeat(39)}█`)
})

test('the chart leaves windows without a value out, and gives each of many windows a label of its own', () => {
  const history = Array.from({ length: 90 }, (_, week) => summary(week - 86, 'stable', week % 2 ? 0.49 : null))
  const chart = historyChart({ ...breachDrift(), history })
  const [, labels] = /x-axis \[(.*)\]/.exec(chart)!
  const all = labels!.split(', ')
  assert.deepEqual([all.length, new Set(all).size], [40, 40])
  assert.equal(/ {2}line \[(.*)\]/.exec(chart)![1]!.split(', ').length, 40)
  assert.equal(all.at(-1), '"01-02-22"', 'more than a year: with the year')
  assert.equal(historyChart(insufficientDrift()), '')
})

test('operations are told beside what was usual only where that differs', () => {
  assert.match(sayOperations(stableDrift()), /^rows 118,402 \(median before: 117,225\) · latency p50 12 ms · /)
  const slow = { ...OPERATIONS, latency: { p50: 24, p95: 88, p99: 240 }, source: 'prometheus' as const }
  assert.match(
    sayOperations(stableDrift({ operations: slow })),
    /latency p95 88 ms \(median before: 38 ms\).*, from Prometheus$/,
  )
})
