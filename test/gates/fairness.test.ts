import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FairnessMetric } from '../../core/artifacts/fairness.ts'
import { judgeFairness, judgeFairnessChange, sayDisparity } from '../../core/gates/fairness.ts'
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

const AGAINST = { metric: 'demographic_parity_difference', by: 'age band', against: 'base' }

function changed(ci: readonly [number, number] | null, reason: string | null = null) {
  const numbers =
    ci === null ? { baseline: null, candidate: null, delta: null } : { baseline: 0.05, candidate: 0.07, delta: 0.02 }
  const metrics = { demographic_parity_difference: { ...numbers, ci, reason } }
  return [{ by: 'age band', privileged: null, min_rows: 200, metrics }]
}

test('judgeFairnessChange: by the whole interval, where a gap that shrinks is better', () => {
  const under = (ci: readonly [number, number]) =>
    judgeFairnessChange(AGAINST, { kind: 'absolute', value: 0.03 }, { changes: changed(ci) }).outcome
  assert.deepEqual(
    [under([-0.05, -0.01]), under([0.01, 0.03]), under([0.01, 0.031]), under([0.031, 0.05])],
    ['pass', 'pass', 'undecided', 'fail'],
  )
  // Half of the baseline's gap of 0.05.
  assert.equal(
    judgeFairnessChange(AGAINST, { kind: 'relative', value: 0.5 }, { changes: changed([0.01, 0.024]) }).outcome,
    'pass',
  )
})

test('judgeFairnessChange: says both gaps, and why there are none', () => {
  const margin = { kind: 'absolute', value: 0.01 } as const
  assert.deepEqual(judgeFairnessChange(AGAINST, margin, { changes: changed([0.011, 0.03]) }), {
    outcome: 'fail',
    because:
      'demographic_parity_difference by age band against base is worse: +0.0200 [+0.0110, +0.0300], from 0.0500 to 0.0700, with a margin of 0.01',
  })
  assert.deepEqual(judgeFairnessChange(AGAINST, margin, { changes: changed(null, 'only 5 groups') }), {
    outcome: 'undecided',
    because: 'demographic_parity_difference by age band against base is undecided: only 5 groups',
  })
  assert.equal(judgeFairnessChange(AGAINST, margin, {}).outcome, 'undecided')
})

test('judgeFairnessChange: names the groups that were too small to be judged, not where all rows stand beside one', () => {
  const margin = { kind: 'absolute', value: 0.01 } as const
  const said = (alone: FairnessMetric, ci: readonly [number, number] | null = [0.011, 0.03]) => {
    const against = [
      { role: 'base', metrics: {}, slices: [], fairness: changed(ci, ci === null ? 'only 5 groups' : null) },
    ]
    const fairness = found(alone, ['x', 'y', 'z', 'w'])
    return judgeGates([{ ...AGAINST, margin }], [], { candidate: {}, against, fairness }).gates[0]!.because
  }
  const small = '; 4 groups with too few rows to be judged: x, y, z and 1 more'
  assert.ok(said(apart([0.05, 0.1])).endsWith(`with a margin of 0.01${small}`))
  assert.ok(said(apart(null, null), null).endsWith(small))
  assert.doesNotMatch(said({ ...apart([0.05, 0.1]), between: null }), /too few rows/)
})

test('judgeGates: against a baseline that there is not yet, a gate on fairness does not apply', () => {
  const gate = { ...AGAINST, margin: { kind: 'absolute', value: 0.02 } } as const
  const { gates } = judgeGates([gate], [], { candidate: {}, against: [], fairness: [] })
  assert.deepEqual(gates[0], {
    rule: 'demographic_parity_difference by age band against base, margin 0.02',
    outcome: 'not_applicable',
    because: 'there is no base model yet',
  })
  assert.equal(gateId('m', gates[0].rule), 'm/demographic_parity_difference-by-age-band-against-base')
})
