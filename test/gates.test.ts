import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MetricComparison, SliceComparison, SliceMetric } from '../core/artifacts/comparison.ts'
import type { Findings, Gate } from '../core/gates/gate.ts'
import { ruleOf } from '../core/gates/rule.ts'
import { sayList } from '../core/gates/say.ts'
import { defaultGates, judgeGates, marginFor, overallOutcome } from '../core/gates.ts'
import { metricOf } from '../core/metrics/index.ts'

const METRICS = ['roc_auc', 'log_loss', 'ece'].map((name) => metricOf('binary-classification', name))
const SMALL = { kind: 'absolute', value: 0.005 } as const

/** roc_auc against a baseline, with this interval of the difference. */
function compared(ci: [number, number], more: Partial<MetricComparison> = {}): MetricComparison {
  return {
    baseline: 0.7,
    candidate: 0.7 + (ci[0] + ci[1]) / 2,
    delta: (ci[0] + ci[1]) / 2,
    ci,
    se: (ci[1] - ci[0]) / 3.92,
    p_value: 0.5,
    p_worse: 0.5,
    p_worse_holm: null,
    method: 'influence',
    higher_is_better: true,
    margin: 0.005,
    margin_rule: '0.005',
    verdict: 'undecided',
    rows_needed: 42_000,
    reason: null,
    note: null,
    ...more,
  }
}

function slice(
  value: string,
  ci: [number, number],
  more: Partial<SliceMetric> = {},
  too_small: string | null = null,
): SliceComparison {
  const metric = { ...compared(ci), p_worse_holm: 0.5, detectable_loss: null, ...more }
  return { by: { carrier: value }, rows: 500, found: false, too_small, metrics: { roc_auc: metric } }
}

function findings(against: MetricComparison | undefined, slices: SliceComparison[] = []): Findings {
  return {
    candidate: { roc_auc: { value: 0.7, ci: [0.69, 0.71] } },
    against: against === undefined ? [] : [{ role: 'base', metrics: { roc_auc: against }, slices }],
  }
}

function judge(gate: Gate, found: Findings) {
  return judgeGates([gate], METRICS, found).gates[0]!
}

const against: Gate = { metric: 'roc_auc', against: 'base', margin: SMALL }

test('judgeGates: an absolute gate passes, fails or is undecided by the whole interval', () => {
  const outcome = (gate: Omit<Gate, 'metric'>) => judge({ metric: 'roc_auc', ...gate }, findings(undefined)).outcome
  assert.equal(outcome({ min: 0.69 }), 'pass')
  assert.equal(outcome({ min: 0.695 }), 'undecided')
  assert.equal(outcome({ min: 0.72 }), 'fail')
  assert.equal(outcome({ max: 0.71 }), 'pass')
  assert.equal(outcome({ max: 0.7 }), 'undecided')
  assert.equal(outcome({ max: 0.6 }), 'fail')
  assert.equal(outcome({ min: 0.6, max: 0.8 }), 'pass')
})

test('judgeGates: an absolute gate says what was found', () => {
  const { because, rule } = judge({ metric: 'roc_auc', min: 0.65 }, findings(undefined))
  assert.equal(rule, 'roc_auc at least 0.65')
  assert.equal(because, 'roc_auc is 0.700 (0.690 to 0.710), all of it within the bounds')
})

test('judgeGates: a metric without an interval leaves an absolute gate undecided', () => {
  const found: Findings = { candidate: { roc_auc: { value: null, ci: null } }, against: [] }
  assert.equal(judge({ metric: 'roc_auc', min: 0.65 }, found).outcome, 'undecided')
  assert.equal(judge({ metric: 'log_loss', min: 0.65 }, found).outcome, 'undecided')
})

test('judgeGates: fewer than 10 groups leave an absolute gate undecided', () => {
  const among = (groups: number): Findings => ({
    candidate: { roc_auc: { value: 0.7, ci: [0.69, 0.71], groups } },
    against: [],
  })
  assert.deepEqual(judge({ metric: 'roc_auc', min: 0.65 }, among(9)), {
    rule: 'roc_auc at least 0.65',
    outcome: 'undecided',
    because: 'roc_auc is 0.700 (0.690 to 0.710): only 9 groups, at least 10 are needed for a verdict',
  })
  assert.equal(judge({ metric: 'roc_auc', min: 0.65 }, among(10)).outcome, 'pass')
})

test('judgeGates: against a baseline, better and equivalent pass, worse fails', () => {
  const outcome = (ci: [number, number]) => judge(against, findings(compared(ci))).outcome
  assert.equal(outcome([0.001, 0.01]), 'pass')
  assert.equal(outcome([-0.004, 0.01]), 'pass')
  assert.equal(outcome([-0.02, -0.006]), 'fail')
  assert.equal(outcome([-0.02, 0.006]), 'undecided')
})

test('judgeGates: a lower metric that should be low is a gain', () => {
  const lower = { higher_is_better: false }
  assert.equal(judge(against, findings(compared([-0.02, -0.006], lower))).outcome, 'pass')
  assert.equal(judge(against, findings(compared([0.006, 0.02], lower))).outcome, 'fail')
})

test('judgeGates: the gate’s own margin rules, not the one of the report', () => {
  const found = findings(compared([-0.02, -0.006], { verdict: 'worse' }))
  assert.equal(judge({ ...against, margin: { kind: 'absolute', value: 0.02 } }, found).outcome, 'pass')
  assert.equal(judge({ ...against, margin: { kind: 'relative', value: 0.03 } }, found).outcome, 'pass')
})

test('judgeGates: bias is judged by the interval of its gain', () => {
  const found = findings(compared([-0.02, -0.01], { gain_ci: [-0.03, -0.02] }))
  assert.equal(judge(against, found).outcome, 'fail')
})

test('judgeGates: what is undecided for another cause than its interval stays so', () => {
  const found = findings(compared([0.001, 0.01], { p_worse: null, reason: 'only 7 groups' }))
  const { because, outcome } = judge(against, found)
  assert.equal(outcome, 'undecided')
  assert.match(because, /only 7 groups/)
})

test('judgeGates: sentences name the change, its interval and the margin', () => {
  const { because, rule } = judge(against, findings(compared([-0.02, 0.006])))
  assert.equal(rule, 'roc_auc against base, margin 0.005')
  assert.equal(because, 'roc_auc against base is undecided: −0.007 [−0.020, +0.006], with a margin of 0.005')
})

test('judgeGates: a baseline that does not exist yet does not apply, and does not decide', () => {
  const found = judgeGates([{ ...against, against: 'production' }], METRICS, findings(compared([0, 1])))
  assert.deepEqual([found.gates[0]!.outcome, found.outcome], ['not_applicable', 'pass'])
})

test('judgeGates: a slice that is worse after Holm fails, whatever the whole says', () => {
  const slices = [
    slice('AA', [-0.1, -0.05], { p_worse_holm: 0.01, verdict: 'worse' }),
    slice('UA', [0, 0.1], { verdict: 'equivalent' }),
  ]
  const { because, outcome } = judge({ ...against, slices: true }, findings(compared([0.001, 0.01]), slices))
  assert.equal(outcome, 'fail')
  assert.equal(because, 'roc_auc is worse in carrier = AA')
})

test('judgeGates: undecided slices do not fail but are listed with the loss they could hide', () => {
  const slices = [slice('AA', [-0.1, 0.05], { detectable_loss: 0.09 })]
  const { because, outcome } = judge({ ...against, slices: true }, findings(compared([0.001, 0.01]), slices))
  assert.equal(outcome, 'pass')
  assert.match(because, /undecided in carrier = AA, where a loss of up to 0\.0900 could have stayed unseen/)
})

test('judgeGates: slices do not rescue a gate that fails on all rows', () => {
  const slices = [slice('AA', [0, 0.1], { verdict: 'equivalent' })]
  assert.equal(judge({ ...against, slices: true }, findings(compared([-0.02, -0.006]), slices)).outcome, 'fail')
})

test('judgeGates: `prove` passes only if every slice does', () => {
  const outcome = (slices: SliceComparison[]) =>
    judge({ ...against, slices: 'prove' }, findings(compared([0.001, 0.01]), slices)).outcome
  const good = slice('UA', [0, 0.1])
  assert.equal(outcome([good, good]), 'pass')
  assert.equal(outcome([good, slice('AA', [-0.1, 0.05])]), 'undecided')
  assert.equal(outcome([good, slice('AA', [-0.1, -0.05])]), 'undecided')
  assert.equal(outcome([good, slice('AA', [-0.1, -0.05], { p_worse_holm: 0.01 })]), 'fail')
  assert.equal(outcome([good, slice('AA', [0, 0.1], {}, '37 rows')]), 'undecided')
})

test('judgeGates: slices compared under another margin are undecided', () => {
  const slices = [slice('AA', [0, 0.1], { margin_rule: '0.5' })]
  assert.equal(judge({ ...against, slices: true }, findings(compared([0.001, 0.01]), slices)).outcome, 'undecided')
})

test('judgeGates: a gate over named slices without any is undecided; a search that finds none may pass', () => {
  const found = findings(compared([0.001, 0.01]))
  assert.equal(judge({ ...against, slices: true }, found).outcome, 'undecided')
  assert.equal(judge({ ...against, slices: true }, { ...found, searched: true }).outcome, 'pass')
})

test('judgeGates: a gate without a margin takes the metric’s default', () => {
  assert.equal(judge({ metric: 'roc_auc', against: 'base' }, findings(compared([-0.0049, 0.01]))).outcome, 'pass')
})

test('overallOutcome: a failure decides, then doubt', () => {
  const of = (...outcomes: ('pass' | 'fail' | 'undecided' | 'not_applicable')[]) =>
    overallOutcome(outcomes.map((outcome) => ({ outcome })))
  assert.equal(of('pass', 'undecided', 'fail'), 'fail')
  assert.equal(of('pass', 'undecided'), 'undecided')
  assert.equal(of('pass', 'not_applicable'), 'pass')
  assert.equal(of(), 'pass')
})

test('defaultGates: the first judged metric against each baseline there is', () => {
  const gates = defaultGates([METRICS[2]!, METRICS[1]!], ['base', 'production'])
  const margin = { kind: 'relative', value: 0.01 }
  assert.deepEqual(gates, [
    { metric: 'log_loss', against: 'base', margin },
    { metric: 'log_loss', against: 'production', margin },
  ])
  assert.deepEqual(defaultGates([METRICS[2]!], ['base']), [])
})

test('marginFor: the margin of the gate that asks, else the metric’s default', () => {
  const margin = { kind: 'absolute', value: 0.02 } as const
  const gates: Gate[] = [
    { metric: 'roc_auc', min: 0.5 },
    { metric: 'roc_auc', against: 'production', margin },
  ]
  assert.equal(marginFor(METRICS[0]!, 'production', gates), margin)
  assert.equal(marginFor(METRICS[0]!, 'base', gates), METRICS[0]!.margin)
})

test('ruleOf: a gate as one line', () => {
  assert.equal(ruleOf({ metric: 'bias', min: -1, max: 1 }, undefined), 'bias at least -1 and at most 1')
  assert.equal(ruleOf({ ...against, slices: true }, SMALL), 'roc_auc against base, margin 0.005, in no slice worse')
  assert.equal(
    ruleOf({ ...against, slices: 'prove' }, SMALL),
    'roc_auc against base, margin 0.005, proven in every slice',
  )
})

test('sayList: at most three names, and how many more there are', () => {
  assert.equal(sayList(['a', 'b', 'c', 'd', 'e']), 'a, b, c and 2 more')
})
