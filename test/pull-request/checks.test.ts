import assert from 'node:assert/strict'
import test from 'node:test'
import { parseConfig } from '../../core/config.ts'
import type { ChecklistItem } from '../../core/governance/checklist.ts'
import { annotateConfig } from '../../core/pull-request/annotate-config.ts'
import { hashOfComment, readCommentRefs, writeCommentRefs } from '../../core/pull-request/comment-ref.ts'
import { decideGovernance, decideMetrics } from '../../core/pull-request/decide-checks.ts'
import type { JudgedReport } from '../../core/pull-request/judge-report.ts'
import { type MetricsFacts, type MetricsState, metricsState } from '../../core/pull-request/metrics-state.ts'
import { exampleReport } from '../reports/example-report.ts'

const item = (id: string, state: 'met' | 'missing' | 'waiting'): ChecklistItem => {
  const known = { id, text: id, sign: ['maintain'] }
  if (state === 'met') return { item: known, state, by: '@bob' }
  return { item: known, state, because: 'x', who: ['maintain'] } as ChecklistItem
}
const checklist = (...items: ChecklistItem[]) => ({ items, exceptions: [] })
const now = new Date('2026-11-02T09:00:00Z')
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

const judged: JudgedReport = {
  report: exampleReport(),
  models: [{ model: 'delay', outcome: 'pass', digest: 'x', gates: [], data: undefined }],
  missing: [],
  outcome: 'pass',
}

const FACTS: MetricsFacts = {
  config: 'read',
  touched: { surely: ['delay'], maybe: [] },
  removed: [],
  remaining: 1,
  run: undefined,
  judged: undefined,
  problem: undefined,
  checklist: checklist(),
  since: undefined,
  now,
}

const over = { status: 'completed', conclusion: 'success' }
const nothing = { surely: [], maybe: [] }

const STATES: readonly (readonly [what: string, facts: Partial<MetricsFacts>, state: MetricsState])[] = [
  ['rules that cannot be read', { config: { problem: 'x' } }, { state: 'no rules', because: 'x' }],
  ['no config anywhere', { config: 'none', remaining: 0 }, { state: 'no config' }],
  ['nothing touched', { touched: nothing }, { state: 'untouched' }],
  [
    'nothing touched, and the run still going',
    { touched: nothing, run: { status: 'queued', conclusion: null } },
    { state: 'untouched' },
  ],
  ['no run yet', {}, { state: 'waiting', for: 'start' }],
  ['no run for a quarter of an hour', { since: minutesAgo(15) }, { state: 'not started' }],
  ['no run for 14 minutes', { since: minutesAgo(14) }, { state: 'waiting', for: 'start' }],
  [
    'a queue of runners, however long',
    { run: { status: 'queued', conclusion: null }, since: minutesAgo(300) },
    { state: 'waiting', for: 'end' },
  ],
  ['a run that waits for approval', { run: { status: 'completed', conclusion: 'action_required' } }, { state: 'held' }],
  ['a run that waits for an environment', { run: { status: 'waiting', conclusion: null } }, { state: 'held' }],
  ['a run without a report', { run: over, problem: 'x' }, { state: 'no report', because: 'x' }],
  [
    'only models that may be touched',
    { touched: { surely: [], maybe: ['delay'] } },
    { state: 'waiting', for: 'start' },
  ],
  ['a report', { run: over, judged }, { state: 'judged', outcome: 'pass', unsigned: false }],
  [
    'a report of nothing',
    { run: over, touched: { surely: [], maybe: ['delay'] }, judged: { ...judged, models: [] } },
    { state: 'untouched' },
  ],
  [
    'a report of nothing where something was touched',
    { run: over, judged: { ...judged, models: [], missing: ['delay'], outcome: 'undecided' } },
    { state: 'judged', outcome: 'undecided', unsigned: false },
  ],
  [
    'an edit of what judges, unsigned',
    { run: over, judged, checklist: checklist(item('judged-by', 'missing')) },
    { state: 'judged', outcome: 'pass', unsigned: true },
  ],
  [
    'an edit of what judges that touches no model, unsigned',
    { touched: nothing, checklist: checklist(item('judged-by', 'missing')) },
    { state: 'judged', outcome: 'pass', unsigned: true },
  ],
  [
    'an edit of what judges, signed',
    { run: over, judged, checklist: checklist(item('judged-by', 'met')) },
    { state: 'judged', outcome: 'pass', unsigned: false },
  ],
  ['the last model taken out, signed', { remaining: 0, removed: ['delay'] }, { state: 'untouched' }],
  [
    'the last model taken out, unsigned',
    { remaining: 0, removed: ['delay'], checklist: checklist(item('judged-by', 'missing')) },
    { state: 'judged', outcome: 'pass', unsigned: true },
  ],
]

for (const [what, facts, state] of STATES) {
  test(`metricsState: ${what}`, () => {
    assert.deepEqual(metricsState({ ...FACTS, ...facts }), state)
  })
}

test('decideMetrics: only a pass is a success; what is not known is for a person; a fail stays one', () => {
  const conclusions = STATES.map(([, , state]) => [state.state, decideMetrics(state, 0).conclusion])
  for (const [state, conclusion] of conclusions) {
    if (state === 'waiting') assert.equal(conclusion, undefined)
    if (state === 'no report') assert.equal(conclusion, 'failure')
    if (state === 'no rules' || state === 'held' || state === 'not started') assert.equal(conclusion, 'action_required')
    if (state === 'untouched' || state === 'no config') assert.equal(conclusion, 'success')
  }
  const of = (outcome: 'pass' | 'fail' | 'undecided', unsigned: boolean) =>
    decideMetrics({ state: 'judged', outcome, unsigned }, 0).conclusion
  assert.deepEqual(
    [of('pass', false), of('undecided', false), of('fail', false)],
    ['success', 'action_required', 'failure'],
  )
  assert.deepEqual(
    [of('pass', true), of('undecided', true), of('fail', true)],
    ['action_required', 'action_required', 'failure'],
  )
  assert.equal(
    decideMetrics({ state: 'judged', outcome: 'pass', unsigned: false }, 2).title,
    'passed with 2 exceptions',
  )
})

test('decideGovernance: passed once all is met, for a person while something is missing, else waiting', () => {
  const of = (...items: ChecklistItem[]) => decideGovernance(checklist(...items))
  assert.deepEqual(of(), { conclusion: 'success', title: 'nothing is asked' })
  assert.deepEqual(of(item('a', 'met')), { conclusion: 'success', title: '1 of 1 met' })
  assert.deepEqual(of(item('a', 'met'), item('b', 'waiting')), {
    conclusion: undefined,
    title: '1 of 2 met; the rest waits for the run',
  })
  const missing = ['b', 'c', 'd', 'e'].map((id) => item(id, 'missing'))
  assert.deepEqual(of(item('a', 'waiting'), ...missing), {
    conclusion: 'action_required',
    title: '0 of 5 met; missing: b, c, d and 1 more',
  })
  assert.equal(decideGovernance(undefined).conclusion, 'action_required')
})

const config = parseConfig(
  'models:\n  delay:\n    task: regression\n    predictions: p.csv\n    gates:\n      - { metric: mae, max: 3 }\n',
  'contender.yml',
)
const gate = { model: 'delay', id: 'delay/mae-max', rule: 'mae at most 3', outcome: 'fail', because: 'x' } as const
const model = { model: 'delay', outcome: 'fail', digest: 'x', data: undefined } as const

test('annotateConfig: at the line of the gate, or of the model’s gates where the head has another', () => {
  const lines = (rule: string, name = 'delay') =>
    annotateConfig(config, [{ ...model, model: name, gates: [{ ...gate, rule }] }]).map(({ level, line }) => [
      level,
      line,
    ])
  assert.deepEqual(lines('mae at most 3'), [['failure', 6]])
  assert.deepEqual(lines('mae at most 9'), [['failure', 6]])
  assert.deepEqual(lines('mae at most 3', 'gone'), [])
})

test('annotateConfig: none where the text at the head is not known, and never more than GitHub takes', () => {
  const gates = Array.from({ length: 80 }, (_, at) => ({
    ...gate,
    outcome: at === 79 ? ('fail' as const) : ('undecided' as const),
  }))
  assert.deepEqual(annotateConfig(undefined, [{ ...model, gates }]), [])
  const found = annotateConfig(config, [{ ...model, gates }])
  assert.deepEqual([found.length, found[0]!.level], [50, 'failure'])
  const accepted = { ...gate, accepted: { by: 'bob', reason: 'x' } }
  assert.deepEqual(annotateConfig(config, [{ ...model, gates: [accepted] }])[0]!.level, 'notice')
  assert.deepEqual(annotateConfig(config, [{ ...model, gates: [{ ...gate, outcome: 'pass' }] }]), [])
})

test('comment refs: what is written is read; anything else is none; which run it is of changes nothing', () => {
  const ref = { id: 4711, hash: '0123456789abcdef' }
  const refs = new Map([
    [1, ref],
    [2, undefined],
  ] as const)
  assert.deepEqual(readCommentRefs(writeCommentRefs(refs)), refs)
  for (const text of [
    '',
    '1:',
    '7:0123456789abcdef',
    '1:7:0123456789ABCDEF',
    '1:7:0123456789abcdef0',
    '1 x',
    'x'.repeat(9),
  ])
    assert.equal(readCommentRefs(text).size, 0, text)
  const body = (run: number) => `text [run](https://github.com/acme/models/actions/runs/${run})\n`
  assert.equal(hashOfComment(body(1)), hashOfComment(body(22)))
  assert.notEqual(hashOfComment(body(1)), hashOfComment(`${body(1)}more`))
})
