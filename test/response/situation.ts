import type { Drift, DriftVerdict, WindowSummary } from '../../core/artifacts/drift.ts'
import { parseConfig } from '../../core/config.ts'
import type { DriftEvent, RetrainEvent } from '../../core/ledger/event.ts'
import { type DriftIssueState, NOBODY } from '../../core/response/drift-issue-state.ts'
import { earlierOf, type ResponseSituation } from '../../core/response/plan-response.ts'
import { windowReason } from '../../core/retrain/window-reason.ts'

const WEEK = 7 * 86_400_000
/** A Thursday, as windows of a week begin. */
const START = Date.UTC(2026, 0, 1)

export const windowOf = (week: number) => ({
  from: new Date(START + week * WEEK).toISOString(),
  to: new Date(START + (week + 1) * WEEK).toISOString(),
  complete: true,
})

/** What the issue says in the fifth week of an episode that began in the fourth, of which its owners were told. */
export const issueState = (change: Partial<DriftIssueState> = {}): DriftIssueState => ({
  ...{ v: 1, model: 'delay', since: windowOf(3).from, evidence: ['feature/distance'] },
  ...{ window: windowOf(3).from, over: windowOf(3).from, told: { inputs: 1, performance: 0 }, called: NOBODY },
  ...{ held: null, healed: false },
  ...change,
})

const BY = { name: 'contender[bot]', email: null, via: 'workflow', url: null } as const
const HEADER = { model: 'delay', commit: null, config: null, seed: 1, contender: '0.1.0' }
const OPERATIONS = { rows: 5000, latency: null, error_rate: null, source: null }

/** What a model's config says, as YAML. */
export function modelOf(drift = '', retrain = '{}') {
  const config = `models:
  delay:
    task: binary-classification
    data: { train: d.csv, test: t.csv, target: late }
    train: { builtin: linear }
    model: m.onnx
    drift: { logs: { files: logs/*.csv, time: at } ${drift} }
    retrain: ${retrain}
`
  return parseConfig(config, 'contender.yml').models[0]!
}

export const summary = (week: number, verdict: DriftVerdict, version = 'v1.0.0'): WindowSummary => ({
  ...{ window: windowOf(week), version, rows: 5000, verdict, effects: {}, metrics: {}, estimate: {} },
  families: { features: verdict, predictions: null, performance: verdict },
  over: verdict === 'drift' ? [{ key: 'performance', times: 2 }] : [],
  operations: OPERATIONS,
})

export const event = (week: number, verdict: DriftVerdict): DriftEvent => ({
  schema: 'contender/drift-event@1',
  ...{ id: '', at: windowOf(week).to, by: BY, model: 'delay', commit: null, config: null },
  ...{ summary: summary(week, verdict), causes: [], retrain: null, because: [] },
})

export const retraining = (change: Partial<RetrainEvent> = {}): RetrainEvent => ({
  schema: 'contender/retrain-event@1',
  ...{
    id: '',
    at: '2026-01-10T06:00:00.000Z',
    by: BY,
    model: 'delay',
    commit: null,
    evidence: 'x',
    because: 'a breach',
  },
  ...{ version: 'v1.0.0', train: windowOf(0), holdout: windowOf(1), rows: { train: 1, holdout: 1 }, data: null },
  ...{ minutes: 3, artifact: null, metric: 'log_loss', gain: null, outcome: 'fail', pull: null },
  ...change,
})

export const column = (name: string, verdict: DriftVerdict): Drift['features'][number] => ({
  ...{
    name,
    kind: 'numeric',
    rows: { reference: 9000, current: 5000 },
    missing: { reference: 0, current: 0 },
    tests: [],
  },
  ...{ effect: 0.3, floor: 0.1, times: 3, p_value: 0, p_by: 'rows', blocks: null, q_value: 0, seasonal: null },
  ...{ over: verdict === 'drift', verdict, reason: null },
})

export const performance = (
  verdict: DriftVerdict,
  change: Partial<NonNullable<Drift['performance']>> = {},
): NonNullable<Drift['performance']> => ({
  ...{ metric: 'log_loss', higher_is_better: false, margin: 0.01, margin_rule: '0.01' },
  metrics: {
    log_loss: {
      reference: { value: 0.4, ci: [0.39, 0.41], rows: 9000, groups: null },
      current: { value: 0.5, ci: [0.48, 0.52], rows: 5000, groups: null },
    },
  },
  loss: { value: 0.1, ci: [0.08, 0.12], p_value: 0 },
  ...{ times: 8, cohort: null, coverage: 1, estimate: null, concept: [], over: verdict === 'drift', verdict },
  because: `log_loss is ${verdict}`,
  ...change,
})

export const cause = (name: string, change: Partial<Drift['causes'][number]> = {}): Drift['causes'][number] => ({
  ...{ features: [name], importance: 0.6, excess: 2, score: 1.2, segments: [], since: windowOf(2).from },
  ...change,
})

/** The fifth week: of a verdict, by its inputs alone unless `change` says otherwise. */
export const drift = (verdict: DriftVerdict, change: Partial<Drift> = {}): Drift => ({
  schema: 'contender/drift@1',
  ...HEADER,
  ...{ window: windowOf(4), versions: ['v1.0.0'], compat: null, label_coverage: null, calibrated: false },
  reference: { uri: 'd.csv', rows: 9000, by: 'rows', predictions: null },
  current: { uri: 'logs/*.csv', rows: 5000, other_versions: 0 },
  features: [column('distance', verdict), column('origin', 'stable')],
  ...{ predictions: null, labels: null, performance: null, multivariate: null, quality: [], segments: [], history: [] },
  operations: OPERATIONS,
  causes: verdict === 'drift' ? [cause('distance')] : [],
  retrain: null,
  verdict,
  because: [`distance is ${verdict}`],
  ...change,
})

/** On the morning after the week that is judged, the fifth unless `change` says otherwise. */
export const situation = (change: Partial<ResponseSituation> = {}): ResponseSituation => {
  const { to } = change.drift?.window ?? windowOf(4)
  const made: ResponseSituation = {
    ...{ model: modelOf(), drift: drift('drift'), history: [], retrainings: [], issue: undefined, pull: undefined },
    ...{ previous: undefined, owners: ['@acme/ml'], now: new Date(Date.parse(to) + 6 * 3_600_000) },
    ...change,
  }
  // As a window is judged.
  return { ...made, drift: { ...made.drift, retrain: windowReason(made.drift, earlierOf(made)) } }
}
