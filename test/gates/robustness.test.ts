import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gateId } from '../../core/gates/gate-id.ts'
import { judgeGates } from '../../core/gates.ts'
import { judged } from '../reports/example-report.ts'

const METRICS = [{ name: 'roc_auc', margin: { kind: 'absolute' as const, value: 0.005 } }]
const GATE = { metric: 'roc_auc', under: 'noise' as const, margin: { kind: 'absolute' as const, value: 0.02 } }
const fall = (lo: number, hi: number) => ({
  perturbation: 'noise' as const,
  metrics: { roc_auc: { ...judged, delta: (lo + hi) / 2, ci: [lo, hi] as const } },
  reason: null,
})
const judge = (...robustness: ReturnType<typeof fall>[]) =>
  judgeGates([GATE], METRICS, { candidate: {}, against: [], robustness }).gates[0]!

test('judgeRobustness: the whole interval decides, under the gate’s own margin', () => {
  assert.equal(judge(fall(-0.019, -0.01)).outcome, 'pass')
  assert.equal(judge(fall(-0.04, -0.021)).outcome, 'fail')
  assert.equal(judge(fall(-0.03, -0.01)).outcome, 'undecided')
  assert.equal(
    judge(fall(-0.04, -0.021)).because,
    'roc_auc under noise is worse: −0.0305 [−0.0400, −0.0210], with a margin of 0.02',
  )
})

test('judgeRobustness: what nobody measured, or two say, decides nothing', () => {
  assert.equal(judge().outcome, 'undecided')
  assert.equal(judge(fall(0, 0.1), fall(0, 0.1)).outcome, 'undecided')
  const none = { perturbation: 'noise' as const, metrics: {}, reason: 'the model does not answer these rows' }
  const { gates } = judgeGates([GATE], METRICS, { candidate: {}, against: [], robustness: [none] })
  assert.deepEqual(
    [gates[0]!.outcome, gates[0]!.because],
    ['undecided', 'roc_auc under noise was not measured: the model does not answer these rows'],
  )
})

test('ruleOf: a gate under a change has a rule and a name of its own', () => {
  const { rule } = judge(fall(0, 0.1))
  assert.equal(rule, 'roc_auc under noise, margin 0.02')
  assert.equal(gateId('delay', rule), 'delay/roc_auc-under-noise')
})
