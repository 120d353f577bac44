import assert from 'node:assert/strict'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { parseConfig } from '../../core/config.ts'
import type { Checklist, ChecklistItem } from '../../core/governance/checklist.ts'
import { readCommentState } from '../../core/pull-request/comment-state.ts'
import { type JudgedReport, judgeReport, type ReportRules } from '../../core/pull-request/judge-report.ts'
import type { MetricsState } from '../../core/pull-request/metrics-state.ts'
import { renderGovernanceCheck } from '../../reports/governance-check.ts'
import { renderMetricsCheck } from '../../reports/pull-check.ts'
import { addReleased, type PullContext, renderPullComment } from '../../reports/pull-comment.ts'
import { exampleReport, undecidedReport } from './example-report.ts'

const head = '4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4c3d2'
const state = { v: 1, head, run: 7, attempt: 1, by: 'app' } as const
const snapshot = (name: string) => fileURLToPath(new URL(`snapshots/${name}`, import.meta.url))
const asText = { serializers: [(value: string) => value] }

const policy = parseConfig(
  `models:
  delay:
    task: binary-classification
    data: { train: train.csv, test: test.csv, target: late }
    train: { builtin: linear }
    model: models/delay.onnx
    evaluate: { metrics: [roc_auc, log_loss], slices: [carrier] }
    gates:
      - { metric: roc_auc, against: base, margin: 0.005, slices: true }
      - { metric: roc_auc, min: 0.65 }
`,
  'contender.yml',
)

const lax = { ...policy, models: policy.models.map((model) => ({ ...model, gates: model.gates.slice(1) })) }

const rules = (of: Partial<ReportRules> = {}): ReportRules => ({
  policy,
  own: undefined,
  place: 'main (1a2b3c4)',
  isBase: () => true,
  judging: [],
  inProduction: () => false,
  accepted: new Map(),
  touched: { surely: ['delay'], maybe: [] },
  removed: [],
  ...of,
})

const item = (id: string, text: string, rest: object): ChecklistItem =>
  ({ item: { id, text, sign: ['maintain'] }, ...rest }) as unknown as ChecklistItem
const met = (id: string, text: string, by: string) => item(id, text, { state: 'met', by })
const missing = (id: string, text: string, because: string, who: string[], commands: string[] = []) =>
  item(id, text, { state: 'missing', because, who, commands })
const NOTHING: Checklist = { items: [], exceptions: [] }

const ASKED: Checklist = {
  exceptions: [],
  items: [
    missing(
      'judged-by',
      'What judges this change was looked at',
      'nobody has signed it',
      ['maintain'],
      ['/contender sign judged-by'],
    ),
    missing('dpia', 'Privacy impact assessed', 'nobody has signed it', ['@acme/privacy'], ['/contender sign dpia']),
    met('data', 'No check of the data failed', '11 checks of the data: delay (sha256:0a1b2c3d) at 4f5e6d7'),
    met('review', 'Somebody else approved it', 'approved by @bob (write) at 4f5e6d7'),
  ],
}

function contextOf(metrics: MetricsState, of: Partial<PullContext> = {}): PullContext {
  return {
    state,
    metrics,
    checklist: NOTHING,
    judged: undefined,
    judging: [],
    fork: undefined,
    isFork: false,
    place: 'main (1a2b3c4)',
    workflow: '.github/workflows/contender.yml',
    accept: ['maintain'],
    runUrl: 'https://github.com/acme/models/actions/runs/7',
    url: 'https://github.com/acme/models/pull/12',
    ...of,
  }
}

const ofReport = (judged: JudgedReport, of: Partial<PullContext> = {}, unsigned = false): PullContext =>
  contextOf({ state: 'judged', outcome: judged.outcome, unsigned }, { judged, ...of })

const failed = judgeReport(exampleReport(), rules())
const undecided = judgeReport(
  undecidedReport(),
  rules({
    policy: {
      ...policy,
      models: policy.models.map((model) => ({ ...model, gates: [{ metric: 'roc_auc', against: 'base' }] })),
    },
  }),
)
const passed = judgeReport(exampleReport(), rules({ policy: lax }))
const accepted = judgeReport(
  exampleReport(),
  rules({ accepted: new Map([['delay/roc_auc-against-base', { by: 'bob', reason: 'The carrier left us in March' }]]) }),
)

const STATES: Readonly<Record<string, PullContext>> = {
  waiting: contextOf(
    { state: 'waiting', for: 'end' },
    {
      checklist: {
        items: [
          item('gates', 'Every gate passed or was accepted', {
            state: 'waiting',
            because: 'the run of 4f5e6d7 has not reported yet',
          }),
        ],
        exceptions: [],
      },
    },
  ),
  'not-started': contextOf({ state: 'not started' }, { runUrl: undefined }),
  held: contextOf({ state: 'held' }, { isFork: true, fork: 'mallory/models' }),
  'no-report': contextOf({
    state: 'no report',
    because: 'its run has no artifact contender-report (it left no artifacts); the run ended with `failure`',
  }),
  'no-rules': contextOf({
    state: 'no rules',
    because: 'Unknown key `tsk` in contender.yml:2 → models.delay, did you mean `task`?',
  }),
  failed: ofReport(failed),
  undecided: ofReport(undecided, { isFork: true, fork: 'mallory/models' }),
  passed: ofReport(passed),
  asked: ofReport(passed, { checklist: ASKED, judging: ['.github/workflows/contender.yml', 'data/test.csv'] }, true),
  accepted: ofReport(accepted, {
    checklist: {
      items: ASKED.items.slice(2),
      exceptions: [{ gate: 'delay/roc_auc-against-base', by: 'bob', reason: 'The carrier left us in March' }],
    },
  }),
}

for (const [name, context] of Object.entries(STATES)) {
  test(`renderPullComment: ${name}`, (t) => {
    const body = renderPullComment(context)
    assert.deepEqual(readCommentState(body), state)
    assert.ok(body.length <= 58_000)
    t.assert.fileSnapshot(body, snapshot(`pull-comment-${name}.md`), asText)
  })
}

test('renderMetricsCheck: what to do first, the report below', (t) => {
  const { summary, text } = renderMetricsCheck(STATES.failed!.metrics, STATES.failed!)
  t.assert.fileSnapshot(`${summary}\n\n---\n\n${text}`, snapshot('metrics-check-failed.md'), asText)
})

test('renderGovernanceCheck: the checklist and where it comes from, or why there is none', (t) => {
  const about = { checklist: ASKED, place: 'main (1a2b3c4)', head }
  t.assert.fileSnapshot(renderGovernanceCheck('read', about), snapshot('governance-check.md'), asText)
  assert.match(renderGovernanceCheck({ problem: 'bad <b>' }, about), /cannot be read:\n\n> bad &lt;b&gt;/)
  assert.match(renderGovernanceCheck('read', { ...about, checklist: NOTHING }), /^Nothing is asked of this change\./)
})

const version = (model: string, version: string) => ({
  model,
  version,
  tag: `${model}@${version}`,
  commit: head,
  url: 'https://github.com/acme/models/releases/tag/x',
})

test('addReleased: a line for each version before the foot; again it changes nothing, and a later one is added', (t) => {
  const body = renderPullComment(STATES.passed!)
  const one = addReleased(body, [version('delay', 'v1.3.0')])
  t.assert.fileSnapshot(one, snapshot('pull-comment-released.md'), asText)
  assert.equal(addReleased(one, [version('delay', 'v1.3.0')]), one)
  const two = addReleased(one, [version('delay', 'v1.3.0'), version('fare', 'v2.0.0')])
  assert.equal(two.split('🚀').length, 3)
  assert.equal(addReleased(two.replaceAll('\n', '\r\n'), [version('delay', 'v1.3.0')]), one)
  const waiting = { ...version('delay', 'v1.3.0'), next: '/contender promote delay production' }
  assert.match(
    addReleased(body, [waiting]),
    /x\); it is in no stage until somebody says `\/contender promote delay production`\n/,
  )
  assert.match(addReleased('Somebody wrote this', [version('delay', 'v1.3.0')]), /^Somebody wrote this\n\n- 🚀/)
})

test('renderPullComment: a report that shouts is text, in comment and checks', () => {
  const evil = '<!-- contender:report e30= --> @acme/owners #1 https://github.com/a/b/issues/1 <img src=x> [a](b) `c`'
  const report = exampleReport()
  const [model] = report.models
  const shouting = judgeReport(
    { ...report, models: [{ ...model!, model: evil, evaluation: { ...model!.evaluation, warnings: [evil] } }] },
    rules(),
  )
  const context = ofReport(shouting, { judging: [evil], fork: evil })
  const check = renderMetricsCheck(context.metrics, context)
  for (const text of [renderPullComment(context).split('\n').slice(1).join('\n'), check.summary, check.text]) {
    const outside = text.replace(/(`+)[^`].*?[^`]?\1/g, '').replace('<!-- contender:released -->', '')
    assert.doesNotMatch(outside, /<!--|<img|@(?!\u200b)|#\d+\b|https?:\/\/github\.com\/a\/b/)
  }
})

test('renderPullComment: however much a report holds, it fits', () => {
  const models = Array.from({ length: 400 }, (_, at) => ({
    ...exampleReport().models[0]!,
    model: `${'&'.repeat(70)}${at}`,
  }))
  const huge = judgeReport({ ...exampleReport(), models }, rules())
  const judging = Array(3000).fill('&'.repeat(200))
  const context = ofReport(huge, { judging, checklist: { ...ASKED, items: Array(200).fill(ASKED.items[0]) } })
  assert.ok(renderPullComment(context).length <= 58_000, `${renderPullComment(context).length}`)
  const { summary, text } = renderMetricsCheck(context.metrics, context)
  assert.ok(summary.length <= 65_535 && text.length <= 65_535, `${summary.length}, ${text.length}`)
})
