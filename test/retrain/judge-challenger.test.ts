import assert from 'node:assert/strict'
import test from 'node:test'
import type { Comparison, MetricComparison } from '../../core/artifacts/comparison.ts'
import { judgeChallenger } from '../../core/retrain/judge-challenger.ts'

const metric: MetricComparison = {
  ...{ baseline: 0.6, candidate: 0.5, delta: -0.1, ci: [-0.15, -0.05], se: 0.025, p_value: 0.001, p_worse: 0.0001 },
  ...{ p_worse_holm: null, method: 'influence', higher_is_better: false, margin: 0.01, margin_rule: '0.01' },
  ...{ verdict: 'better', rows_needed: null, reason: null, note: null },
}

function comparison(metrics: MetricComparison, more: Partial<Comparison> = {}, groups: number | null = 14): Comparison {
  const artifact = { uri: 'm.onnx', digest: `sha256:${'0'.repeat(64)}`, bytes: 1 }
  return {
    ...{ schema: 'contender/comparison@1', model: 'delay', commit: null, config: null, seed: 1, contender: '1' },
    candidate: { artifact, metrics: {} },
    against: ['base', 'production'].map((role) => ({
      ...{ role, ref: null, artifact: null, paired_by: 'id', rows: 100, rows_dropped: 0, groups, slices: [] },
      metrics: { log_loss: role === 'production' ? metrics : { ...metric, verdict: 'worse' } },
    })),
    ...{ gates: [], outcome: 'pass', policy: '', notes: [], ...more },
  }
}

test('judgeChallenger: better in the primary metric is a win, and a gain is positive for better', () => {
  const { because, gain, outcome, role } = judgeChallenger(comparison(metric), 'log_loss', 'day')
  assert.deepEqual([outcome, role, gain], ['pass', 'production', { value: 0.1, ci: [0.05, 0.15] }])
  assert.equal(because, 'in log_loss the challenger is better than production, by +0.100 [+0.050, +0.150]')
})

test('judgeChallenger: no worse has not won, and undecided is neither', () => {
  const told = (verdict: MetricComparison['verdict']) =>
    judgeChallenger(comparison({ ...metric, verdict }), 'log_loss', 'day')
  assert.deepEqual(
    (['equivalent', 'worse', 'undecided', null] as const).map((verdict) => told(verdict).outcome),
    ['fail', 'fail', 'undecided', 'undecided'],
  )
  assert.equal(
    told('undecided').because,
    'in log_loss the challenger cannot be told from production (gain +0.100 [+0.050, +0.150])',
  )
})

test('judgeChallenger: a gate that fails, or fewer than ten groups, keep a better one from winning', () => {
  const gates = [{ rule: 'roc_auc at least 0.7', outcome: 'fail', because: 'it is 0.6' }] as const
  const failed = judgeChallenger(comparison(metric, { gates: [...gates] }), 'log_loss', 'day')
  assert.deepEqual([failed.outcome, /the gate roc_auc at least 0\.7 fails/.test(failed.because)], ['fail', true])
  const few = (groups: number | null, unit: 'day' | 'group') =>
    judgeChallenger(comparison({ ...metric, verdict: 'undecided' }, {}, groups), 'log_loss', unit)
  const end = 'make `retrain.holdout` longer'
  assert.equal(
    few(9, 'group').because,
    `the holdout has 9 groups of rows, expected at least 10, so 1 group is missing: ${end}`,
  )
  assert.equal(
    few(2, 'day').because,
    `the holdout has rows of 2 days, expected at least 10, so 8 days are missing: ${end}`,
  )
  assert.deepEqual([few(9, 'day').outcome, few(null, 'day').outcome], ['undecided', 'undecided'])
})

test('judgeChallenger: a gain towards zero is that of the sizes', () => {
  const bias = { ...metric, baseline: -0.4, candidate: 0.1, delta: 0.5, gain_ci: [0.2, 0.4] as const }
  assert.deepEqual(judgeChallenger(comparison(bias), 'log_loss', 'day').gain, {
    value: 0.30000000000000004,
    ci: [0.2, 0.4],
  })
})

test('judgeChallenger: nothing to compare with is undecided', () => {
  const { outcome, role } = judgeChallenger(comparison(metric, { against: [] }), 'log_loss', 'day')
  assert.deepEqual([outcome, role], ['undecided', null])
})
