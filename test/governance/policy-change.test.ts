import assert from 'node:assert/strict'
import { test } from 'node:test'
import { policyChange, sayPolicyChange } from '../../core/governance/policy-change.ts'
import { sha256 } from '../../core/sha256.ts'

const CONFIG = `models:
  delay:
    task: binary-classification
    data: { train: a.csv, test: b.csv, target: late }
    train: { builtin: linear }
    model: m.onnx
    evaluate: { metrics: [roc_auc, log_loss], threshold: 0.5, budgets: { size: 20MB } }
    gates: [{ metric: roc_auc, min: 0.65 }, { metric: roc_auc, against: base, margin: 0.005 }]
stages: [staging, production]
governance: { accept: maintain, items: [{ id: dpia, text: Assessed, sign: admin }] }
`

const changed = (from: string, to: string) => {
  assert.ok(CONFIG.includes(from), from)
  return policyChange(CONFIG, CONFIG.replace(from, to))?.what
}

const CHANGES: readonly (readonly [from: string, to: string, what: readonly string[]])[] = [
  ['0.65', '0.6', ['delay: gate `roc_auc at least 0.65` is gone', 'delay: gate `roc_auc at least 0.6` is new']],
  [
    'margin: 0.005',
    'margin: 5%',
    [
      'delay: gate `roc_auc against base, margin 0.005` is gone',
      'delay: gate `roc_auc against base, margin 5%` is new',
    ],
  ],
  [
    'threshold: 0.5',
    'threshold: 0.5, fairness: { groups: [sex] }',
    ['delay: fairness none → {"groups":["sex"],"min_rows":200,"privileged":{}}'],
  ],
  [
    'threshold: 0.5, budgets: { size: 20MB } }\n    gates: [',
    'threshold: 0.5, budgets: { size: 20MB }, fairness: { groups: [sex], min_rows: 50 } }\n    gates: [{ metric: equalized_odds_difference, by: sex, max: 0.1 }, ',
    [
      'delay: gate `equalized_odds_difference by sex at most 0.1` is new',
      'delay: fairness none → {"groups":["sex"],"min_rows":50,"privileged":{}}',
    ],
  ],
  ['{ metric: roc_auc, min: 0.65 }, ', '', ['delay: gate `roc_auc at least 0.65` is gone']],
  ['[roc_auc, log_loss]', '[roc_auc]', ['delay: metrics roc_auc, log_loss → roc_auc']],
  [
    'threshold: 0.5',
    'threshold: { maximize: f1, on: train }',
    ['delay: threshold 0.5 → {"maximize":"f1","on":"train"}'],
  ],
  ['size: 20MB', 'size: 20MB, latency: 1.1x', ['delay: gate `latency at most 1.1 times base` is new']],
  ['[staging, production]', '[production]', ['stages staging, production → production']],
  [
    'stages:',
    'workflow: .github/workflows/x.yml\nstages:',
    ['workflow .github/workflows/contender.yml → .github/workflows/x.yml'],
  ],
  ['accept: maintain', 'accept: write', ['governance.accept maintain → write']],
  [
    'sign: admin',
    'sign: write',
    ['item dpia {"id":"dpia","sign":["admin"],"text":"Assessed"} → {"id":"dpia","sign":["write"],"text":"Assessed"}'],
  ],
  [
    'accept:',
    'policy: none, risk: { delay: high }, expires: 180d, accept:',
    ['governance.policy default → none', 'governance.risk delay none → high', 'governance.expires none → 180d'],
  ],
  [
    '{ accept:',
    '{ promote: { production: { approvals: 2 } }, accept:',
    ['governance.promote production none → {"approvals":2,"sign":["maintain"]}'],
  ],
  ['  delay:', '  late:', ['delay is gone', 'late is new (3 gates)']],
]

for (const [from, to, what] of CHANGES)
  test(`a change of the policy is said in words: ${what.join('; ')}`, () => assert.deepEqual(changed(from, to), what))

for (const [from, to] of [
  ['train: a.csv', 'train: c.csv'],
  ['builtin: linear', 'builtin: gradient-boosting'],
  ['models:', '# a remark\nmodels:'],
  [
    '{ metric: roc_auc, min: 0.65 }, { metric: roc_auc, against: base, margin: 0.005 }',
    '{ metric: roc_auc, against: base, margin: 0.005 }, { metric: roc_auc, min: 0.65 }',
  ],
] as const)
  test(`data, training, remarks and order are no policy: ${to.slice(0, 40).replace('\n', ' ')}`, () =>
    assert.equal(changed(from, to), undefined))

test('a file that comes, goes or breaks changes the policy, and says how many gates judged', () => {
  const whats = (before?: string, after?: string) => policyChange(before, after)?.what
  assert.deepEqual(whats(undefined, CONFIG), ['contender.yml is new: delay (3 gates)'])
  assert.deepEqual(whats(CONFIG, undefined), ['contender.yml is gone, which judged delay (3 gates)'])
  assert.deepEqual(whats(CONFIG, 'models: ['), ['contender.yml cannot be read any more, which judged delay (3 gates)'])
  assert.deepEqual(whats('models: [', CONFIG), ['contender.yml can be read again: delay (3 gates)'])
  assert.deepEqual(whats('models: [', undefined), ['contender.yml is gone'])
  assert.equal(whats('models: [', 'models: {'), undefined)
  assert.equal(whats(undefined, undefined), undefined)
  const { after, before } = policyChange(undefined, CONFIG)!
  assert.deepEqual([before, after], [null, sha256(CONFIG)])
})

test('what changed is said at a length that a list of commits can hold, and how much was left out', () => {
  const many = Array.from({ length: 700 }, (_, at) => `model-${at} is gone`)
  const text = sayPolicyChange(many)
  assert.ok(text.length < 1600)
  assert.match(text, /^model-0 is gone; model-1 is gone; .*; and \d+ more$/)
  assert.ok(sayPolicyChange(['x'.repeat(5000)]).length <= 300)
})
