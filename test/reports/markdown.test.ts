import assert from 'node:assert/strict'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import type { GateResult } from '../../core/artifacts/comparison.ts'
import type { Report } from '../../core/artifacts/report.ts'
import { reportSchema } from '../../core/artifacts/report.ts'
import { renderMarkdown } from '../../reports/markdown.ts'
import { renderTerminal } from '../../reports/terminal.ts'
import { exampleReport, judged, undecidedReport } from './example-report.ts'

const snapshot = (name: string) => fileURLToPath(new URL(`snapshots/${name}`, import.meta.url))
const asText = { serializers: [(value: string) => value] }
const noPaint = (_style: string, text: string) => text

test('the examples are reports by the schema', () => {
  for (const report of [exampleReport(), undecidedReport()]) assert.deepEqual(reportSchema.parse(report), report)
})

test('renderMarkdown: outcome, why, metrics, worse slices; the rest folded', (t) => {
  t.assert.fileSnapshot(renderMarkdown(exampleReport()), snapshot('fail.md'), asText)
})

test('renderMarkdown: undecided says what would settle it', (t) => {
  const text = renderMarkdown(undecidedReport())
  assert.match(text, /would pass with about 139 groups \(31 now\)/)
  t.assert.fileSnapshot(text, snapshot('undecided.md'), asText)
})

test('renderTerminal: one model as plain text', (t) => {
  t.assert.fileSnapshot(renderTerminal(undecidedReport().models[0]!, noPaint), snapshot('undecided.txt'), asText)
})

test('renderMarkdown: several models begin with one table, the failed ones first', () => {
  const report = merge([undecidedReport(), exampleReport()])
  const text = renderMarkdown(report)
  assert.ok(text.indexOf('| ❌ delay1') < text.indexOf('| ⚠️ delay0'))
  assert.ok(text.indexOf('### delay1') < text.indexOf('### delay0'))
})

test('renderMarkdown: 2,000 slices fit, and what was cut is counted', () => {
  const report = exampleReport()
  const against = report.models[0]!.comparison!.against[0]!
  const [first] = against.slices
  against.slices = Array.from({ length: 2000 }, (_, index) => ({
    ...first!,
    by: { carrier: `${'é|'.repeat(100)}${index}` },
  }))
  const text = renderMarkdown(report)
  assert.ok(text.length <= 58_000, `${text.length}`)
  assert.match(text, /1,\d{3} more slices are in `comparison.json`/)
})

test('renderMarkdown: 700 models fit, and how many are left out is said', () => {
  const text = renderMarkdown(merge(Array.from({ length: 700 }, exampleReport)))
  assert.ok(text.length <= 58_000, `${text.length}`)
  assert.match(text, /\d+ more models are in `report.json`/)
  assert.match(text, /Details of \d+ of 700 models did not fit/)
})

test('renderMarkdown: long sentences and names cannot break the limit', () => {
  const report = exampleReport()
  const comparison = report.models[0]!.comparison!
  comparison.notes = ['x'.repeat(100_000), 'word '.repeat(50_000)]
  comparison.gates = Array.from({ length: 300 }, () => ({
    rule: 'r'.repeat(5000),
    outcome: 'fail' as const,
    because: 'b '.repeat(5000),
  }))
  assert.ok(renderMarkdown(report).length <= 58_000)
})

test('renderMarkdown: a pass without a gate that applies does not read as gates passed', () => {
  const report = undecidedReport()
  const [model] = report.models
  const titled = (gates: GateResult[]) => {
    const models = [{ ...model!, outcome: 'pass' as const, comparison: { ...model!.comparison!, gates } }]
    return renderMarkdown({ ...report, outcome: 'pass', models }).split('\n')[0]
  }
  const passed: GateResult = { rule: 'roc_auc at least 0.6', outcome: 'pass', because: 'so' }
  const idle: GateResult = { ...passed, outcome: 'not_applicable' }
  assert.match(titled([passed])!, /pass, every gate passed$/)
  assert.match(titled([passed, idle])!, /pass, every gate that applies passed$/)
  assert.match(titled([idle])!, /pass, no gate applies yet$/)
  assert.match(titled([])!, /pass, there was no gate to pass$/)
})

test('renderMarkdown: names of metrics, margins and trainers from another report are escaped too', () => {
  const report = exampleReport()
  const hostile = '<img src=x>|@all'
  const comparison = report.models[0]!.comparison!
  const evaluation = report.models[0]!.evaluation
  for (const against of comparison.against) against.metrics[hostile] = { ...judged, margin_rule: hostile }
  evaluation.metrics[hostile] = Object.values(evaluation.metrics)[0]!
  evaluation.primary = hostile
  report.tested_sha = hostile
  assert.doesNotMatch(renderMarkdown(report), /<img|@all/)
})

function merge(reports: readonly Report[]): Report {
  return {
    ...exampleReport(),
    models: reports.flatMap(({ models }, index) => models.map((model) => ({ ...model, model: `delay${index}` }))),
  }
}

test('a baseline that could not judge the rows has no empty table: the candidate stands there alone, with why', () => {
  const report = undecidedReport()
  const { comparison } = report.models[0]!
  const [first] = comparison!.against
  const against = [{ ...first!, metrics: {}, slices: [], rows: 0 }]
  const model = { ...report.models[0]!, comparison: { ...comparison!, against, notes: ['The base model cannot run'] } }
  const markdown = renderMarkdown({ ...report, models: [model] })
  assert.doesNotMatch(markdown, /\| difference|The candidate alone|same 0 rows/)
  assert.match(markdown, /> The base model cannot run[\s\S]*\| metric +\| +value \| 95 % interval/)
  const terminal = renderTerminal(model, noPaint)
  assert.doesNotMatch(terminal, /difference|on 0 rows/)
  assert.match(terminal, /The base model cannot run\n\n[\s\S]* {2}metric +value +95 % interval/)
})

test('the same predictions are called identical, and a small loss no worse by more than the margin', () => {
  const metric = { ...judged, verdict: 'equivalent' } as const
  const report = undecidedReport()
  const model = report.models[0]!
  const withMetric = (changed: typeof metric | object) => {
    const [first] = model.comparison!.against
    const against = [{ ...first!, metrics: { [model.evaluation.primary]: { ...metric, ...changed } } }]
    return renderTerminal({ ...model, outcome: 'pass', comparison: { ...model.comparison!, against } }, noPaint)
  }
  assert.match(withMetric({ delta: 0, ci: [0, 0] }), /equals base: [\s\S]*= identical/)
  assert.match(withMetric({}), /is no worse than base by more than the margin: [\s\S]*= no worse than the margin/)
})

test('renderMarkdown: a metric without a value says why in the place of its verdict', () => {
  const report = exampleReport()
  const reason = 'every row was answered alike'
  const none = { ...judged, delta: null, ci: null, verdict: 'undecided' as const, reason }
  report.models[0]!.comparison!.against[0]!.metrics.mcc = none
  assert.match(renderMarkdown(report), /\| mcc\u00a0↑ +\| \? undecided: every row was answered alike +\|/)
})

test('renderMarkdown: gates are counted by outcome, and one that does not apply is no failure', () => {
  const report = undecidedReport()
  const comparison = report.models[0]!.comparison!
  const gate = { rule: 'roc_auc at least 0.6', outcome: 'not_applicable' as const, because: 'so' }
  comparison.gates = [gate, { ...gate, outcome: 'pass' }, { ...gate, outcome: 'fail' }, { ...gate, outcome: 'fail' }]
  assert.match(renderMarkdown(report), /<summary>Gates: 2 failed, 1 passed, 1 not applicable yet<\/summary>/)
})

test('renderMarkdown: data that warn are told after the metrics, data that fail before them', () => {
  const report = exampleReport()
  const [model] = report.models
  const place = (outcome: 'warn' | 'fail') => {
    const validation = {
      outcome,
      checks: [{ check: 'range', source: 'test', column: null, outcome, rows: 1, row_numbers: [], because: 'so' }],
      contract: null,
      sources: {},
    }
    const text = renderMarkdown({ ...report, models: [{ ...model!, validation: validation as never }] })
    return text.indexOf('**Data**') - text.indexOf('| metric')
  }
  assert.ok(place('warn') > 0)
  assert.ok(place('fail') < 0)
})

test('renderMarkdown: a change that touches no model is told in one unfolded sentence, without a legend', () => {
  const text = renderMarkdown({ ...exampleReport(), outcome: 'pass', models: [], untouched: ['delay'] })
  assert.match(text, /\n\nNot judged: delay\. Nothing that it is made of differs from the base\.\n\n/)
  assert.doesNotMatch(text, /details|Verdicts/)
})

test('renderMarkdown: the commit that people know comes first, then what was made of it for the test', () => {
  const [head, merge] = ['a'.repeat(40), 'b'.repeat(40)]
  assert.match(
    renderMarkdown({ ...exampleReport(), head_sha: head, tested_sha: merge }),
    /<sub>Contender 0\.1\.0 judged aaaaaaa, merged with its base as bbbbbbb\. /,
  )
  assert.match(renderMarkdown({ ...exampleReport(), head_sha: null, tested_sha: merge }), / judged bbbbbbb\. /)
})
