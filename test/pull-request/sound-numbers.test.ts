import assert from 'node:assert/strict'
import test from 'node:test'
import { compareModels } from '../../core/compare.ts'
import type { Contest } from '../../core/comparison/comparison.ts'
import { evaluateMetrics } from '../../core/evaluate.ts'
import { metricNames } from '../../core/metrics/index.ts'
import type { Groups, Metric, Sample } from '../../core/metrics/metric.ts'
import { soundComparison, soundSlices, soundValue } from '../../core/pull-request/sound-numbers.ts'
import { compareSlices } from '../../core/slices/compare-slices.ts'
import { slicesBy } from '../../core/slices/slice.ts'
import { texts } from '../columns.ts'
import { anyMetric, everyContest, regressionContest } from '../contests.ts'

const ROWS = 900

const blocks = (count: number): Groups => ({
  codes: Uint32Array.from({ length: ROWS }, (_, row) => row % count),
  count,
})

/** Contests of every task: better and worse candidates, the same one, weights, groups, too few of them. */
function* contests(): Generator<{ contest: Contest; metrics: Metric<Sample>[] }> {
  for (const worse of [-0.3, 0, 0.6]) {
    for (const weighted of [false, true]) {
      const drawn = everyContest({ rows: ROWS, seed: 3, worse, weighted })
      const same = drawn.map((contest) => ({ ...contest, candidate: contest.baseline }))
      const off = [
        regressionContest({ rows: ROWS, seed: 4, weighted }, 0.5),
        regressionContest({ rows: ROWS, seed: 5 }, -2),
      ]
      for (const contest of [...drawn, ...same, ...off] as Contest[]) {
        const { task } = contest.candidate[0]!
        const metrics = metricNames(task).map((name) => anyMetric(task, name))
        for (const groups of [undefined, blocks(30), blocks(4)]) yield { contest: { ...contest, groups }, metrics }
      }
    }
  }
}

test('soundComparison: what our own comparisons say stays word for word', () => {
  let count = 0
  for (const { contest, metrics } of contests()) {
    const compared = compareModels(
      contest,
      metrics.map((metric) => ({ metric, margin: metric.margin })),
    )
    for (const metric of metrics) {
      const found = JSON.parse(JSON.stringify(compared[metric.name]!))
      const groups = contest.groups?.count ?? null
      assert.deepEqual(soundComparison(found, { metric, margin: metric.margin, groups }), found, metric.name)
      count++
    }
  }
  assert.ok(count > 800, `${count} comparisons`)
})

test('soundValue: what our own evaluations say stays what it is', () => {
  for (const { contest, metrics } of contests()) {
    const [sample] = contest.candidate
    const found = evaluateMetrics({ sample: sample!, groups: contest.groups, metrics, seed: 1 })
    for (const metric of metrics) {
      const { ci, groups, value } = found[metric.name]!
      assert.deepEqual(soundValue(metric, found[metric.name]!, groups), { value, ci, groups }, metric.name)
    }
  }
})

test('soundSlices: what our own comparisons say of slices stays, Holm’s correction included', () => {
  const names = Array.from({ length: ROWS }, (_, row) => (row < 40 ? 'few' : ['a', 'b', 'c'][row % 3]!))
  for (const { contest, metrics } of contests()) {
    const judged = metrics.map((metric) => ({ metric, margin: metric.margin }))
    const slices = compareSlices(contest, judged, slicesBy('site', texts(names)))
    for (const metric of metrics) {
      const groups = contest.groups?.count ?? null
      const { metrics: read, sound } = soundSlices(slices, metric.name, { metric, margin: metric.margin, groups })
      assert.equal(sound, true, metric.name)
      for (const [at, { metrics: found, rows }] of slices.entries()) {
        const { p_worse_holm, verdict } = found[metric.name]!
        assert.deepEqual(
          [read[at]!.p_worse_holm, read[at]!.verdict],
          [p_worse_holm, verdict],
          `${metric.name}, ${rows}`,
        )
      }
    }
  }
})
