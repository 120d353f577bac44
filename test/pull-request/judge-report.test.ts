import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { MetricComparison } from '../../core/artifacts/comparison.ts'
import { type Report, reportSchema } from '../../core/artifacts/report.ts'
import { parseConfig } from '../../core/config.ts'
import { asksForProduction, judgeReport, type ReportRules } from '../../core/pull-request/judge-report.ts'
import { parseReport } from '../../core/report-archive/parse-report.ts'
import { judged as better, exampleReport } from '../reports/example-report.ts'

type ModelReport = Report['models'][number]
type Against = NonNullable<ModelReport['comparison']>['against'][number]

const configOf = (more: string, task = 'binary-classification') =>
  parseConfig(
    `models:
  delay:
    task: ${task}
    data: { train: train.csv, test: test.csv, target: late }
    train: { builtin: linear }
    model: models/delay.onnx
${more}`,
    'contender.yml',
  )

const GATES = `    evaluate: { metrics: [roc_auc, log_loss], slices: [carrier] }
    gates:
      - { metric: roc_auc, against: base, margin: 0.005 }
      - { metric: roc_auc, min: 0.65 }
`

const policy = configOf(GATES)

const rules = (of: Partial<ReportRules> = {}): ReportRules => ({
  policy,
  own: undefined,
  place: 'main (1a2b3c4)',
  isBase: (commit) => commit === exampleReport().head_sha,
  judging: [],
  inProduction: () => false,
  accepted: new Map(),
  touched: { surely: ['delay'], maybe: [] },
  removed: [],
  ...of,
})

function modelWith(of: Partial<ModelReport>): Report {
  const report = exampleReport()
  return { ...report, models: [{ ...report.models[0]!, ...of }] }
}

function comparedWith(of: Partial<NonNullable<ModelReport['comparison']>>): Report {
  return modelWith({ comparison: { ...exampleReport().models[0]!.comparison!, ...of } })
}

function againstWith(of: Partial<Against>): Report {
  return comparedWith({ against: [{ ...exampleReport().models[0]!.comparison!.against[0]!, ...of }] })
}

const rocAuc = (of: Partial<MetricComparison>) => againstWith({ metrics: { roc_auc: { ...better, ...of } } })
const evaluatedWith = (of: Partial<ModelReport['evaluation']>) =>
  modelWith({ evaluation: { ...exampleReport().models[0]!.evaluation, ...of } })

const WORSE = { candidate: 0.6, delta: -0.0319, ci: [-0.04, -0.02] as [number, number], p_worse: 0.0001 }

/** Outcomes of the gates, by their names without the model's. */
function outcomes(report: Report, of: Partial<ReportRules> = {}) {
  const { models } = judgeReport(report, rules(of))
  return Object.fromEntries(
    models.flatMap(({ gates }) => gates.map(({ id, outcome }) => [id.replace('delay/', ''), outcome])),
  )
}

test('judgeReport: gates are the policy’s, and their outcomes follow from the numbers', () => {
  assert.deepEqual(outcomes(exampleReport()), { 'roc_auc-against-base': 'pass', 'roc_auc-min': 'pass' })
  assert.deepEqual(outcomes(rocAuc(WORSE)), { 'roc_auc-against-base': 'fail', 'roc_auc-min': 'pass' })
  const strict = configOf(GATES.replace('0.65', '0.7').replace('margin: 0.005', 'margin: 0.005, slices: true'))
  assert.deepEqual(outcomes(exampleReport(), { policy: strict }), {
    'roc_auc-against-base': 'fail',
    'roc_auc-min': 'fail',
  })
})

test('judgeReport: what is shown is what was judged', () => {
  const { outcome, report } = judgeReport(rocAuc({ ...WORSE, verdict: 'better', margin_rule: '50%' }), rules())
  const [model] = report.models
  assert.deepEqual([outcome, report.outcome, model!.outcome, model!.comparison!.outcome], Array(4).fill('fail'))
  const shown = model!.comparison!.against[0]!.metrics.roc_auc!
  assert.deepEqual([shown.verdict, shown.margin_rule, shown.margin], ['worse', '0.005', 0.005])
  assert.equal(model!.comparison!.policy, 'main (1a2b3c4)')
  assert.doesNotThrow(() => reportSchema.parse(report))
})

const outcome = fc.constantFrom('pass' as const, 'fail' as const, 'undecided' as const)
const verdict = fc.constantFrom('better' as const, 'equivalent' as const, 'worse' as const, 'undecided' as const)
const words = fc.string({ maxLength: 30 })
const gate = fc.record({
  rule: fc.oneof(words, fc.constant('roc_auc against base, margin 0.005')),
  outcome: fc.oneof(outcome, fc.constant('not_applicable' as const)),
  because: words,
})

test('judgeReport: whatever outcomes a report claims, what it is judged to be is the same', () => {
  const numbers = fc.constantFrom(
    exampleReport(),
    rocAuc(WORSE),
    rocAuc({ ci: [-0.01, 0.07] }),
    evaluatedWith({ metrics: {} }),
  )
  const claims = fc.record({
    outcome,
    model: outcome,
    comparison: outcome,
    gates: fc.array(gate),
    verdict,
    place: words,
  })
  fc.assert(
    fc.property(numbers, claims, (report, claim) => {
      const [model] = report.models
      const claimed: Report = {
        ...report,
        outcome: claim.outcome,
        models: [
          {
            ...model!,
            outcome: claim.model,
            comparison: {
              ...model!.comparison!,
              outcome: claim.comparison,
              gates: claim.gates,
              policy: claim.place,
              against: model!.comparison!.against.map((one) => ({
                ...one,
                metrics: mapValues(one.metrics, (found) => ({ ...found, verdict: claim.verdict })),
                slices: one.slices.map((slice) => ({
                  ...slice,
                  metrics: mapValues(slice.metrics, (found) => ({ ...found, verdict: claim.verdict, p_worse_holm: 1 })),
                })),
              })),
            },
          },
        ],
      }
      assert.deepEqual(judgeReport(claimed, rules()), judgeReport(report, rules()))
    }),
  )
})

function mapValues<T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))
}

const HOSTILE: readonly (readonly [what: string, report: Report])[] = [
  ['a metric turned upside down', rocAuc({ ...WORSE, higher_is_better: false })],
  ['a gain of its own for a metric that has none', rocAuc({ ...WORSE, gain_ci: [0.1, 0.2] })],
]

for (const [what, report] of HOSTILE) {
  test(`judgeReport: ${what} stays worse`, () => {
    assert.equal(outcomes(report)['roc_auc-against-base'], 'fail')
  })
}

const CONTRADICTING: readonly (readonly [what: string, report: Report])[] = [
  ['an interval from high to low', rocAuc({ ci: [0.5, -0.5] })],
  ['a difference that is not that of its values', rocAuc({ candidate: 0.3 })],
  ['an interval that does not hold the difference', rocAuc({ delta: -0.0316, candidate: 0.6003 })],
  ['values no such metric can have', rocAuc({ baseline: 12, candidate: 12.0316 })],
  ['a p that its interval denies', rocAuc({ ...WORSE, p_worse: 0.9 })],
  ['too few groups, whatever it says', againstWith({ groups: 3 })],
  ['groups below zero', againstWith({ groups: -1 })],
  ['no p', rocAuc({ p_worse: null })],
  ['no such metric', againstWith({ metrics: {} })],
  ['no baseline', comparedWith({ against: [] })],
  ['the baseline twice', comparedWith({ against: [againstOf(), againstOf()] })],
  ['a comparison of another file than was evaluated', ofAnotherFile()],
  ['a base that is none of this branch', againstWith({ ref: 'f'.repeat(40) })],
  ['a base that is a file', againstWith({ ref: 'baseline.csv' })],
  ['a base without a name', againstWith({ ref: null })],
]

function againstOf(): Against {
  return exampleReport().models[0]!.comparison!.against[0]!
}

function ofAnotherFile(): Report {
  const { candidate } = exampleReport().models[0]!.comparison!
  const artifact = { ...candidate.artifact, digest: `sha256:${'f'.repeat(64)}` }
  return comparedWith({ candidate: { ...candidate, artifact } })
}

for (const [what, report] of CONTRADICTING) {
  test(`judgeReport: ${what} is undecided, never a pass and never a gate that does not apply`, () => {
    assert.equal(outcomes(report)['roc_auc-against-base'], 'undecided')
  })
}

test('judgeReport: an absolute gate passes on no value that contradicts itself', () => {
  const { metrics } = exampleReport().models[0]!.evaluation
  const found = (of: object) => evaluatedWith({ metrics: { ...metrics, roc_auc: { ...metrics.roc_auc!, ...of } } })
  for (const of of [
    { value: 0.2 },
    { ci: [0.9, 0.7] },
    { value: 3, ci: [2, 4] },
    { value: null },
    { groups: 2 },
    { ci: null },
  ])
    assert.equal(outcomes(found(of))['roc_auc-min'], 'undecided', JSON.stringify(of))
  assert.equal(outcomes(evaluatedWith({ metrics: {} }))['roc_auc-min'], 'undecided')
})

test('judgeReport: a slice gate is undecided on slices that are left out, and counts Holm’s correction itself', () => {
  const strict = configOf(GATES.replace('margin: 0.005', 'margin: 0.005, slices: true'))
  const slices = againstOf().slices
  const judged = (kept: typeof slices) =>
    outcomes(againstWith({ slices: kept }), { policy: strict })['roc_auc-against-base']
  assert.equal(judged(slices), 'fail')
  assert.equal(judged([]), 'undecided')
  assert.equal(judged(slices.map((slice) => ({ ...slice, by: { other: 'x' } }))), 'undecided')
  const denied = slices.map((slice) => ({
    ...slice,
    metrics: mapValues(slice.metrics, (one) => ({ ...one, p_worse_holm: 1 })),
  }))
  assert.equal(judged(denied), 'fail')
  const hidden = slices.map((slice) => ({
    ...slice,
    metrics: mapValues(slice.metrics, (one) => ({ ...one, p_worse: 0.9 })),
  }))
  assert.equal(judged(hidden), 'undecided')
})

test('judgeReport: a baseline does not apply only where there is none', () => {
  const asks = configOf(GATES.replace('min: 0.65', 'against: production'))
  const gate = 'roc_auc-against-production'
  assert.deepEqual(asksForProduction(exampleReport(), rules({ policy: asks })), ['delay'])
  assert.deepEqual(asksForProduction(exampleReport(), rules()), [])
  assert.equal(outcomes(exampleReport(), { policy: asks })[gate], 'not_applicable')
  assert.equal(outcomes(exampleReport(), { policy: asks, inProduction: () => true })[gate], 'undecided')
  const version = configOf(GATES.replace('min: 0.65', 'against: v1.0.0'))
  assert.equal(outcomes(exampleReport(), { policy: version })['roc_auc-against-v1.0.0'], 'undecided')
})

test('judgeReport: a model that is new follows the change’s own rules, and says so', () => {
  const { models } = policy
  const own = { ...policy, models: [...models, { ...models[0]!, name: 'fare' }] }
  const fare = { ...exampleReport().models[0]!, model: 'fare' }
  const judged = judgeReport(
    { ...exampleReport(), models: [fare] },
    rules({ own, touched: { surely: ['fare'], maybe: [] } }),
  )
  assert.deepEqual(
    judged.models[0]!.gates.map(({ id, outcome }) => [id, outcome]),
    [
      ['fare/roc_auc-against-base', 'pass'],
      ['fare/roc_auc-min', 'pass'],
    ],
  )
  assert.ok(
    judged.report.models[0]!.comparison!.notes.includes('This model is new: its own gates and metrics are used.'),
  )
  const without = judgeReport({ ...exampleReport(), models: [{ ...fare, comparison: undefined! }] }, rules({ own }))
  assert.equal(without.models[0]!.gates[0]!.outcome, 'not_applicable')
})

test('judgeReport: a model under a new name, or of another task, is for a person', () => {
  const { models } = policy
  const renamed = { ...policy, models: [{ ...models[0]!, name: 'later' }] }
  const later = { ...exampleReport(), models: [{ ...exampleReport().models[0]!, model: 'later' }] }
  const judged = judgeReport(
    later,
    rules({ own: renamed, removed: ['delay'], touched: { surely: ['later'], maybe: [] } }),
  )
  assert.deepEqual(judged.models[0]!.gates.at(-1)!.id, 'later/name')
  assert.deepEqual([judged.outcome, judged.report.removed], ['undecided', ['delay']])
  const own = configOf('', 'regression')
  assert.equal(outcomes(exampleReport(), { own }).task, 'undecided')
  assert.equal(outcomes(evaluatedWith({ task: 'regression' })).task, 'undecided')
})

test('judgeReport: a model that no config has is undecided, whatever it is called', () => {
  for (const model of ['__proto__', 'constructor', 'x'.repeat(5000), '@acme/owners | <b>']) {
    const judged = judgeReport({ ...exampleReport(), models: [{ ...exampleReport().models[0]!, model }] }, rules())
    assert.deepEqual([judged.outcome, judged.models[0]!.outcome, judged.missing], ['undecided', 'undecided', ['delay']])
  }
})

test('judgeReport: names that every object has are names like others', () => {
  const { metrics } = exampleReport().models[0]!.evaluation
  const evil = JSON.parse(
    `{"__proto__": ${JSON.stringify(metrics.roc_auc)}, "constructor": ${JSON.stringify(metrics.roc_auc)}}`,
  )
  const report = evaluatedWith({ metrics: { ...evil, log_loss: metrics.log_loss! } })
  assert.equal(outcomes(report)['roc_auc-min'], 'undecided')
  assert.equal(judgeReport(report, rules()).report.models[0]!.evaluation.primary, 'log_loss')
})

test('judgeReport: numbers that are none do not get here', () => {
  const text = JSON.stringify({ ...exampleReport() }).replace('"value":0.6635', '"value":1e999')
  assert.throws(() => parseReport(new TextEncoder().encode(text), 'x'), /expected number/)
})

test('judgeReport: sentences of a report are cut, however long', () => {
  const { models } = judgeReport(rocAuc({ p_worse: null, reason: 'x'.repeat(100_000) }), rules())
  assert.ok(models[0]!.gates.every(({ because }) => because.length <= 600))
})

test('judgeReport: budgets are judged by the file’s size, and by the report’s word for times alone', () => {
  const budget = configOf(GATES.replace('slices: [carrier]', 'budgets: { size: 100KB, latency: 1.1x }'))
  const rule = 'latency at most 1.1 times base'
  const told = (outcome: 'pass' | 'fail' | 'not_applicable', more: object[] = []) =>
    outcomes(comparedWith({ gates: [{ rule, outcome, because: 'x' }, ...(more as never[])] }), { policy: budget })
  assert.deepEqual([told('pass').size, told('pass').latency, told('fail').latency], ['fail', 'pass', 'fail'])
  assert.equal(told('not_applicable').latency, 'undecided')
  assert.equal(told('pass', [{ rule, outcome: 'pass', because: 'x' }]).latency, 'undecided')
  assert.equal(outcomes(exampleReport(), { policy: budget }).latency, 'undecided')
  const { artifact } = exampleReport().models[0]!.evaluation
  assert.equal(outcomes(evaluatedWith({ artifact: { ...artifact, bytes: -1 } }), { policy: budget }).size, 'undecided')
})

test('judgeReport: data that fail a check fail, whatever the report makes of it', () => {
  const { commit, config, contender, seed } = exampleReport().models[0]!.evaluation
  const header = { model: 'delay', commit, config, contender, seed }
  const check = {
    check: 'range' as const,
    source: 'test' as const,
    column: 'x',
    rows: 1,
    row_numbers: [] as number[],
    because: 'x',
  }
  const validation = { schema: 'contender/validation@1', ...header, contract: null, data: {}, sources: {} } as const
  const of = (checks: 'pass' | 'fail', outcome: 'pass' | 'fail') =>
    judgeReport(modelWith({ validation: { ...validation, checks: [{ ...check, outcome: checks }], outcome } }), rules())
  assert.equal(of('fail', 'pass').outcome, 'fail')
  assert.equal(of('pass', 'fail').outcome, 'fail')
  assert.equal(of('pass', 'pass').outcome, 'pass')
  assert.equal(of('fail', 'pass').report.models[0]!.validation!.outcome, 'fail')
})

test('judgeReport: what was accepted passes as an exception, and nothing else does', () => {
  const accepted = new Map([['delay/roc_auc-against-base', { by: 'bob', reason: 'known' }]])
  const judged = judgeReport(rocAuc(WORSE), rules({ accepted }))
  const [gate] = judged.models[0]!.gates
  assert.deepEqual([judged.outcome, gate!.outcome, gate!.accepted], ['pass', 'fail', { by: 'bob', reason: 'known' }])
  assert.equal(judgeReport(exampleReport(), rules({ accepted })).models[0]!.gates[0]!.accepted, undefined)
  const other = new Map([['delay/roc_auc-min', { by: 'bob', reason: 'known' }]])
  assert.equal(judgeReport(rocAuc(WORSE), rules({ accepted: other })).outcome, 'fail')
})

test('judgeReport: a model that is touched, or elsewhere, or may be touched and is not spoken of, is missing', () => {
  const none = { ...exampleReport(), models: [], outcome: 'pass' as const }
  const missing = (report: Report, touched: ReportRules['touched']) => judgeReport(report, rules({ touched })).missing
  const surely = { surely: ['delay'], maybe: [] }
  const maybe = { surely: [], maybe: ['delay'] }
  assert.deepEqual(missing({ ...none, untouched: ['delay'] }, surely), ['delay'])
  assert.deepEqual(missing({ ...none, untouched: ['delay'] }, maybe), [])
  assert.deepEqual(missing(none, maybe), ['delay'])
  assert.deepEqual(missing({ ...none, elsewhere: ['delay'] }, { surely: [], maybe: [] }), ['delay'])
  assert.deepEqual(missing(none, { surely: [], maybe: [] }), [])
  assert.equal(judgeReport(none, rules({ touched: maybe })).outcome, 'undecided')
})

test('judgeReport: without gates of its own a model must be no worse than base in its first metric', () => {
  const plain = configOf('')
  assert.deepEqual(outcomes(exampleReport(), { policy: plain }), { 'roc_auc-against-base': 'pass' })
  assert.deepEqual(outcomes(rocAuc(WORSE), { policy: plain }), { 'roc_auc-against-base': 'fail' })
})

test('judgeReport: decisions at another threshold than the policy’s are undecided, scores are not', () => {
  const f1 = configOf(
    GATES.replace('roc_auc, log_loss', 'roc_auc, f1').replace('metric: roc_auc, min', 'metric: f1, min'),
  )
  const { metrics } = exampleReport().models[0]!.evaluation
  const at = (threshold: number | null) =>
    outcomes(evaluatedWith({ threshold, metrics: { ...metrics, f1: metrics.roc_auc! } }), { policy: f1 })
  assert.deepEqual(at(0.5), { 'roc_auc-against-base': 'pass', 'f1-min': 'pass' })
  assert.deepEqual(at(0.1), { 'roc_auc-against-base': 'pass', 'f1-min': 'undecided' })
  assert.equal(at(null)['f1-min'], 'pass')
})
