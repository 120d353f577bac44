import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Against, FairnessChange } from '../../core/artifacts/comparison.ts'
import type { Fairness } from '../../core/artifacts/fairness.ts'
import { withoutFindings } from '../../core/comparison/without-numbers.ts'
import { parseConfig } from '../../core/config.ts'
import { judgeReport, type ReportRules } from '../../core/pull-request/judge-report.ts'
import { soundChanges } from '../../core/pull-request/sound-fairness.ts'
import { exampleReport } from '../reports/example-report.ts'

const configOf = (fairness = '{ groups: [sex], privileged: { sex: m } }', threshold = 0.5) =>
  parseConfig(
    `models:
  delay:
    task: binary-classification
    data: { train: train.csv, test: test.csv, target: late }
    model: models/delay.onnx
    evaluate: { metrics: [roc_auc], threshold: ${threshold}, fairness: ${fairness} }
    gates:
      - { metric: demographic_parity_difference, by: sex, max: 0.1 }
      - { metric: DPPL, by: sex, min: -0.1, max: 0.1 }
`,
    'contender.yml',
  )

const RULES: ReportRules = {
  ...{ policy: configOf(), own: undefined, place: 'main (1a2b3c4)', isBase: () => true, judging: [] },
  ...{ inProduction: () => false, accepted: new Map(), touched: { surely: [], maybe: [] }, removed: [] },
}

const group = (name: string, rows: number) => ({ name, rows, too_small: null, rates: {} })

const SOUND: Fairness = {
  by: 'sex',
  privileged: 'm',
  min_rows: 200,
  groups: [group('f', 4000), group('m', 5000), group('x', 20)],
  metrics: {
    demographic_parity_difference: {
      ...{ value: 0.04, ci: [0.02, 0.06], source: 'Fairlearn', rate: 'selection_rate', between: ['f', 'm'] },
    },
    DPPL: { value: 0.04, ci: [0.02, 0.06], source: 'Clarify', rate: 'selection_rate', between: null },
  },
}

function judged(fairness: readonly Fairness[] | undefined, rules: Partial<ReportRules> = {}, groups = 31) {
  const report = exampleReport()
  const [model] = report.models
  const evaluation = { ...model!.evaluation, dataset: { ...model!.evaluation.dataset, groups } }
  const models = [{ ...model!, evaluation: { ...evaluation, ...(fairness && { fairness: [...fairness] }) } }]
  const [found] = judgeReport({ ...report, models }, { ...RULES, ...rules }).models
  return found!.gates.slice(0, 2)
}

const outcomes = (...args: Parameters<typeof judged>) => judged(...args).map(({ outcome }) => outcome)

function parity(of: Partial<Fairness['metrics'][string]>): Fairness {
  const { demographic_parity_difference: known, ...rest } = SOUND.metrics
  return { ...SOUND, metrics: { ...rest, demographic_parity_difference: { ...known!, ...of } } }
}

test('judgeReport: gates on fairness are judged from the numbers of the report', () => {
  const gates = judged([SOUND])
  assert.deepEqual(
    gates.map(({ by, id, outcome }) => [id, by, outcome]),
    [
      ['delay/demographic_parity_difference-by-sex-max', 'sex', 'pass'],
      ['delay/DPPL-by-sex-min-max', 'sex', 'pass'],
    ],
  )
  assert.match(gates[0]!.because, /1 group with too few rows to be judged: x$/)
  assert.equal(outcomes([parity({ value: 0.3, ci: [0.2, 0.4] })])[0], 'fail')
})

test('judgeReport: a report that says nothing of fairness, or two things, passes no gate on it', () => {
  assert.deepEqual(outcomes(undefined), ['undecided', 'undecided'])
  assert.deepEqual(outcomes([]), ['undecided', 'undecided'])
  assert.deepEqual(outcomes([SOUND, SOUND]), ['undecided', 'undecided'])
})

test('judgeReport: numbers of fairness that cannot all be true decide nothing', () => {
  const wrong: Partial<Fairness['metrics'][string]>[] = [
    { ci: [0.06, 0.02] },
    { value: 0.5 },
    { value: -0.5, ci: [-0.6, 0.01] },
    { between: ['f', 'x'] },
    { between: ['f', 'nobody'] },
    { between: null },
  ]
  for (const of of wrong) assert.equal(outcomes([parity(of)])[0], 'undecided', JSON.stringify(of))
  assert.match(judged([parity({ value: 0.5 })])[0]!.because, /the numbers of the report contradict each other/)
})

test('judgeReport: fairness under other rules than the base branch’s decides nothing', () => {
  assert.deepEqual(outcomes([{ ...SOUND, min_rows: 4500 }]), ['undecided', 'undecided'])
  assert.deepEqual(outcomes([{ ...SOUND, privileged: 'f' }]), ['pass', 'undecided'])
  assert.deepEqual(outcomes([{ ...SOUND, privileged: 'privileged group' }]), ['pass', 'pass'])
  assert.deepEqual(outcomes([{ ...SOUND, privileged: null }]), ['pass', 'undecided'])
  assert.deepEqual(outcomes([SOUND], { policy: configOf(undefined, 0.4) }), ['undecided', 'undecided'])
  assert.deepEqual(outcomes([SOUND], {}, 9), ['undecided', 'undecided'])
})

const CHANGE: FairnessChange = {
  ...{ by: 'sex', privileged: 'm', min_rows: 200 },
  metrics: {
    demographic_parity_difference: { baseline: 0.05, candidate: 0.07, delta: 0.02, ci: [0.01, 0.03], reason: null },
    DPPL: { baseline: 0.05, candidate: 0.07, delta: 0.02, ci: [0.01, 0.03], reason: null },
  },
}

/** Why the changes of a report are not believed, by metric. */
function doubts(change: Partial<FairnessChange>, more: Partial<Against> = {}) {
  const known = exampleReport().models[0]!.comparison!.against[0]!
  const [model] = configOf().models
  const { fairness } = soundChanges({ ...known, groups: null, fairness: [{ ...CHANGE, ...change }], ...more }, model)
  return Object.values(fairness![0]!.metrics).map(({ ci, reason }) => (ci === null ? reason : null))
}

test('soundChanges: believes numbers that can be true, under the rules of the base branch', () => {
  assert.deepEqual(doubts({}), [null, null])
  assert.match(doubts({ min_rows: 10 })[0]!, /where the base branch asks for 200/)
  assert.deepEqual(doubts({ privileged: 'f' }), [
    null,
    'another group is privileged than the base branch says; run again',
  ])
  assert.match(doubts({}, { groups: 4 })[0]!, /only 4 groups/)
})

test('soundChanges: numbers that contradict each other decide nothing', () => {
  const known = CHANGE.metrics.DPPL!
  for (const wrong of [{ candidate: 0.01 }, { ci: [0.03, 0.01] }, { delta: 0.2 }, { baseline: -1, candidate: -0.98 }]) {
    const change = { ...known, ...wrong } as typeof known
    assert.deepEqual(doubts({ metrics: { DPPL: change } }), ['the numbers of the report contradict each other'])
  }
})

test('soundChanges: of a model that no config knows, and of another base, nothing is believed', () => {
  const known = exampleReport().models[0]!.comparison!.against[0]!
  assert.equal(soundChanges({ ...known, fairness: [CHANGE] }, undefined).fairness, undefined)
  assert.equal(withoutFindings({ ...known, fairness: [CHANGE] }).fairness, undefined)
})
