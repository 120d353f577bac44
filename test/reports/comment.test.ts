import assert from 'node:assert/strict'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Report } from '../../core/artifacts/report.ts'
import { sayMovedGoal } from '../../core/comparison/moved-goal.ts'
import { readCommentState } from '../../core/pull-request/comment-state.ts'
import { type CommentContext, renderComment } from '../../reports/comment.ts'
import { renderMarkdown } from '../../reports/markdown.ts'
import { exampleReport, undecidedReport } from './example-report.ts'

const state = { v: 1, head: '4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4c3d2', run: 7, attempt: 1, by: 'action' } as const
const context: CommentContext = {
  state,
  runUrl: 'https://github.com/acme/models/actions/runs/7',
  secrets: ['correct-horse-battery-staple'],
}
const snapshot = (name: string) => fileURLToPath(new URL(`snapshots/${name}`, import.meta.url))
const asText = { serializers: [(value: string) => value] }

test('renderComment: a hidden mark, the report, the run', (t) => {
  const body = renderComment(exampleReport(), context)
  assert.deepEqual(readCommentState(body), state)
  t.assert.fileSnapshot(body, snapshot('comment.md'), asText)
})

test('renderComment: a fork is named before its numbers, and what moves the goal before all of them', () => {
  const moved = withNotes(undecidedReport(), ['Rows are grouped by day.', sayMovedGoal(['data.test', 'test.parquet'])])
  const body = renderComment(moved, { ...context, fork: 'mallory/<b>models' })
  const [, title, , fork, , important, goal, , model] = body.split('\n')
  assert.match(title!, /^## ⚠️ Contender: undecided/)
  assert.equal(
    fork,
    '> From a fork, mallory/&lt;b&gt;models: these numbers are what the run of its pull request reported.',
  )
  assert.equal(important, '> [!IMPORTANT]')
  assert.match(goal!, /^> \*\*delay\*\*: This change moves the goal: data.test, test.parquet differ from the base\./)
  assert.equal(model, '### delay')
  assert.equal(body.split('moves the goal').length, 2)
})

test('renderComment: outside of GitHub there is no run to link to', () => {
  assert.doesNotMatch(renderComment(exampleReport(), { ...context, runUrl: undefined }), /The run that judged/)
})

test('renderComment: a secret in a name is hidden before it can be cut in two', () => {
  const report = exampleReport()
  const [model] = report.models
  const long = `${'x'.repeat(60)} correct-horse-battery-staple`
  const body = renderComment({ ...report, models: [{ ...model!, model: long }] }, context)
  assert.doesNotMatch(body, /correct/)
  assert.match(body, /x{60} \\\*\\\*\\\*/)
})

const HUGE: readonly (readonly [what: string, report: () => Report])[] = [
  [
    '100,000 gates',
    () =>
      withComparison({
        gates: Array(100_000).fill({ rule: '&'.repeat(90), outcome: 'fail', because: '<'.repeat(700) }),
      }),
  ],
  ['100,000 notes', () => withComparison({ notes: Array(100_000).fill(sayMovedGoal(['&'.repeat(1000)])) })],
  ['names of 10,000 characters', () => exampleWith({ model: '&'.repeat(10_000) })],
  ['10,000 metrics and seeds', () => withMetrics(10_000)],
  [
    'a thousand models that move the goal',
    () => {
      const [model] = withNotes(exampleReport(), [sayMovedGoal(['&'.repeat(1000)])]).models
      return {
        ...exampleReport(),
        models: Array.from({ length: 1000 }, (_, at) => ({ ...model!, model: `${'&'.repeat(70)}${at}` })),
      }
    },
  ],
  [
    'a thousand models untouched',
    () => ({
      ...exampleReport(),
      untouched: Array(1000).fill('&'.repeat(100)),
      elsewhere: Array(1000).fill('<'.repeat(100)),
    }),
  ],
]

for (const [what, report] of HUGE) {
  test(`renderComment: ${what} do not break GitHub's limit`, () => {
    const body = renderComment(report(), { ...context, fork: '&'.repeat(100) })
    assert.ok(body.length <= 58_000, `${body.length}`)
    assert.match(body, /This comment is edited in place/)
  })
}

test('renderMarkdown: no more than it is asked for', () => {
  const models = Array.from({ length: 300 }, (_, at) => ({ ...exampleReport().models[0]!, model: `delay${at}` }))
  assert.ok(renderMarkdown({ ...exampleReport(), models }, { longest: 30_000 }).length <= 30_000)
})

function exampleWith(of: Partial<Report['models'][number]>): Report {
  const report = exampleReport()
  return { ...report, models: [{ ...report.models[0]!, ...of }] }
}

function withComparison(of: Partial<NonNullable<Report['models'][number]['comparison']>>): Report {
  return exampleWith({ comparison: { ...exampleReport().models[0]!.comparison!, ...of } })
}

function withNotes(report: Report, notes: string[]): Report {
  const [model] = report.models
  return { ...report, models: [{ ...model!, comparison: { ...model!.comparison!, notes } }] }
}

function withMetrics(count: number): Report {
  const { evaluation } = exampleReport().models[0]!
  const metrics = Object.fromEntries(Array.from({ length: count }, (_, at) => [`m${at}`, evaluation.metrics.roc_auc!]))
  const run = { ...exampleReport().models[0]!.run!, seeds: Array(count).fill(1_234_567) }
  return exampleWith({ run, evaluation: { ...evaluation, metrics } })
}
