import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FairnessMetric } from '../../core/artifacts/fairness.ts'
import { judgeFairness, sayDisparity } from '../../core/gates/fairness.ts'
import { gateId } from '../../core/gates/gate-id.ts'
import { ruleOf } from '../../core/gates/rule.ts'
import { judgeGates } from '../../core/gates.ts'

const GATE = { metric: 'demographic_parity_difference', by: 'age band', max: 0.1 }

const apart = (ci: FairnessMetric['ci'], value: number | null = 0.08): FairnessMetric => ({
  ...{ value, ci, source: 'Fairlearn', rate: 'selection_rate', between: ['young', 'old'] },
})

function found(metric: FairnessMetric, small: readonly string[] = []) {
  const groups = ['young', 'old', ...small].map((name) => ({ name, too_small: small.includes(name) ? '9 rows' : null }))
  return [{ by: 'age band', groups, metrics: { demographic_parity_difference: metric } }]
}

test('judgeFairness: passes, fails or is undecided by the whole interval', () => {
  assert.equal(judgeFairness(GATE, found(apart([0.05, 0.1]))).outcome, 'pass')
  assert.equal(judgeFairness(GATE, found(apart([0.11, 0.2]))).outcome, 'fail')
  assert.equal(judgeFairness(GATE, found(apart([0.05, 0.11]))).outcome, 'undecided')
  assert.equal(judgeFairness(GATE, found(apart([0.05, null]))).outcome, 'undecided')
  assert.equal(judgeFairness(GATE, found(apart([0.2, null]))).outcome, 'fail')
})

test('judgeFairness: says what is apart, which groups, and which were not judged', () => {
  assert.equal(
    judgeFairness(GATE, found(apart([0.113, 0.204], 0.158), ['x', 'y'])).because,
    'demographic_parity_difference by age band is 0.158 (0.113 to 0.204) in selection_rate, lowest for young and highest for old, all of it above 0.1; 2 groups with too few rows to be judged: x, y',
  )
})

test('judgeFairness: without a value, a column or one word for it, nothing is decided', () => {
  const none = { ...apart(null, null), reason: 'selection_rate can be judged in fewer than two groups' }
  assert.deepEqual(judgeFairness(GATE, found(none)), {
    outcome: 'undecided',
    because:
      'demographic_parity_difference by age band has no value with an interval: selection_rate can be judged in fewer than two groups',
  })
  assert.equal(judgeFairness(GATE, []).outcome, 'undecided')
  assert.equal(judgeFairness(GATE).outcome, 'undecided')
  const twice = [...found(apart([0.01, 0.02])), ...found(apart([0.01, 0.02]))]
  assert.equal(judgeFairness(GATE, twice).outcome, 'undecided')
  assert.equal(judgeFairness({ ...GATE, metric: 'constructor' }, found(apart([0, 0.01]))).outcome, 'undecided')
})

test('judgeGates: a gate on fairness stands among the others, by a name of its own', () => {
  const { gates, outcome } = judgeGates([GATE], [], { candidate: {}, against: [], fairness: found(apart([0.11, 0.2])) })
  assert.equal(outcome, 'fail')
  assert.equal(gates[0]!.rule, 'demographic_parity_difference by age band at most 0.1')
  assert.equal(gateId('m', gates[0]!.rule), 'm/demographic_parity_difference-by-age-band-max')
  const both = ruleOf({ metric: 'DPPL', by: 'sex', min: -0.1, max: 0.1 }, undefined)
  assert.equal(gateId('m', both), 'm/DPPL-by-sex-min-max')
})

test('sayDisparity: an upper end that is open is said', () => {
  assert.equal(sayDisparity({ value: 1, ci: [0.31, null] }), '1.00 (0.31 or more)')
})
