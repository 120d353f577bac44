import assert from 'node:assert/strict'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Report } from '../../core/artifacts/report.ts'
import { reportSchema } from '../../core/artifacts/report.ts'
import { renderMarkdown } from '../../reports/markdown.ts'
import { renderTerminal } from '../../reports/terminal.ts'
import { exampleReport, undecidedReport } from './example-report.ts'

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

function merge(reports: readonly Report[]): Report {
  return {
    ...exampleReport(),
    models: reports.flatMap(({ models }, index) => models.map((model) => ({ ...model, model: `delay${index}` }))),
  }
}
