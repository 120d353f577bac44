import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Robustness } from '../../core/artifacts/robustness.ts'
import { metricOf } from '../../core/metrics/index.ts'
import type { Metric } from '../../core/metrics/metric.ts'
import { soundRobustness } from '../../core/pull-request/sound-robustness.ts'
import { exampleReport, judged } from '../reports/example-report.ts'

const { dataset } = exampleReport().models[0]!.evaluation
const NOISE: Robustness = {
  ...{ perturbation: 'noise', level: 0.1, columns: 3, rows: dataset.rows, groups: dataset.groups, reason: null },
  metrics: { roc_auc: { ...judged, delta: -0.01, candidate: judged.baseline! - 0.01, ci: [-0.015, -0.005] } },
}
const RULES = {
  metrics: [metricOf('binary-classification', 'roc_auc') as Metric],
  gates: [{ metric: 'roc_auc', under: 'noise' as const, margin: { kind: 'absolute' as const, value: 0.02 } }],
  robustness: [{ perturbation: 'noise' as const, level: 0.1 }],
}
const read = (found: Partial<Robustness>, rules = RULES) =>
  soundRobustness({ dataset, robustness: [{ ...NOISE, ...found }] }, rules)[0]!

test('soundRobustness: numbers that can be true are read under the margin of the base branch', () => {
  const { metrics, reason } = read({})
  assert.equal(reason, null)
  assert.deepEqual([metrics.roc_auc!.margin_rule, metrics.roc_auc!.verdict], ['0.02', 'equivalent'])
})

test('soundRobustness: another level, other rows or a contradiction show nothing', () => {
  assert.match(read({ level: 0.01 }).reason!, /^noise of 0\.01 was tried, where the base branch says 0\.1/)
  assert.match(read({}, { ...RULES, robustness: [] }).reason!, /the base branch says nothing/)
  assert.deepEqual(read({ rows: 7 }).metrics, {})
  const { metrics } = read({ metrics: { roc_auc: { ...NOISE.metrics.roc_auc!, delta: 0.01 } } })
  assert.equal(metrics.roc_auc!.p_worse, null)
  const few = read({ groups: 4 }).metrics.roc_auc!
  assert.equal(few.verdict, 'undecided')
})
