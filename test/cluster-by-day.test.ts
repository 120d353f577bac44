import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clusterByDay } from '../core/cluster-by-day.ts'
import { metricOf } from '../core/metrics/index.ts'
import { regressionSample } from '../core/metrics/sample.ts'
import { numbers } from './columns.ts'
import { regressionContest } from './contests.ts'
import { gaussian, uniform } from './metrics/random-samples.ts'

const DAY = 86_400_000
const MAE = [metricOf('regression', 'mae')]
const ROWS = 600
const time = numbers(
  Array.from({ length: ROWS }, (_, row) => Math.floor(row / 20) * DAY + (row % 20)),
  'time',
)

/** The candidate's errors share a scale within each of 30 days. */
function badDays() {
  const contest = regressionContest({ rows: ROWS, seed: 6 })
  const normal = gaussian(uniform(1))
  const scale = Array.from({ length: 30 }, () => Math.exp(normal()))
  const { labels, predictions } = contest.candidate[0]!
  const scaled = predictions.map((value, row) => labels[row]! + (value - labels[row]!) * scale[Math.floor(row / 20)]!)
  return { ...contest, candidate: [regressionSample({ labels, predictions: scaled })] }
}

test('clusterByDay: days that make rows alike become the groups, and it says so', () => {
  const { because, groups } = clusterByDay(MAE, badDays(), time, 'departed')
  assert.equal(groups!.count, 30)
  assert.match(because, /^rows are grouped by the day of `departed`: days make the standard error of mae [\d.]+ times/)
})

test('clusterByDay: where days do not matter rows stay independent', () => {
  const { because, groups } = clusterByDay(MAE, regressionContest({ rows: ROWS, seed: 6 }), time, 'departed')
  assert.equal(groups, undefined)
  assert.match(because, /^rows count as independent: days make/)
})

test('clusterByDay: without a baseline the candidate’s own value decides', () => {
  assert.equal(clusterByDay(MAE, { ...badDays(), baseline: [] }, time, 'departed').groups!.count, 30)
})

test('clusterByDay: a metric without influence values leaves the question to the next', () => {
  const metrics = [metricOf('regression', 'medae'), ...MAE]
  assert.match(clusterByDay(metrics, badDays(), time, 'departed').because, /mae/)
  const { because, groups } = clusterByDay(metrics.slice(0, 1), badDays(), time, 'departed')
  assert.equal(groups, undefined)
  assert.match(because, /nothing here tells/)
})

test('clusterByDay: one day alone, or models that do not differ, tell nothing', () => {
  const contest = badDays()
  const oneDay = numbers(
    Array.from({ length: ROWS }, () => 5),
    'time',
  )
  assert.equal(clusterByDay(MAE, contest, oneDay, 'departed').groups, undefined)
  assert.equal(clusterByDay(MAE, { ...contest, baseline: contest.candidate }, time, 'departed').groups, undefined)
})

test('clusterByDay: a column without times is refused', () => {
  assert.throws(() => clusterByDay(MAE, badDays(), numbers([1]), 'departed'), { name: 'UserError' })
})
