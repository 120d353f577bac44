import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Evaluation, MetricValue } from '../../core/artifacts/evaluation.ts'
import type { Report } from '../../core/artifacts/report.ts'
import { reportSchema } from '../../core/artifacts/report.ts'
import { ownSlicePlot } from '../../reports/charts/own-slice-plot.ts'
import { renderReportPage } from '../../reports/html/report-page.ts'
import { renderMarkdown } from '../../reports/markdown.ts'
import { ownSlices } from '../../reports/own-slices.ts'
import { renderEvaluation, renderTerminal } from '../../reports/terminal.ts'
import { exampleReport } from './example-report.ts'

const noPaint = (_style: string, text: string) => text

function ownSlice(carrier: string, value: number | null, metric = 'roc_auc'): Evaluation['slices'][number] {
  const measured: MetricValue = {
    ...{ value, se: 0.01, level: 0.95, method: 'influence', rows: 1200, groups: null },
    ci: value === null ? null : [value - 0.02, value + 0.02],
    ...(value === null && { reason: 'only one class' }),
  }
  return { by: { carrier }, rows: 1200, metrics: { [metric]: measured } }
}

const SLICES = [ownSlice('AA', 0.71), ownSlice('one <b>', null), ownSlice('\u202eHA|', 0.55), ownSlice('UA', 0.64)]

/** The first pull request: there is nothing to hold the candidate against. */
function firstReport(slices = SLICES): Report {
  const report = exampleReport()
  const [{ comparison, ...model }] = report.models as [Report['models'][number]]
  const evaluation = { ...model.evaluation, slices }
  return reportSchema.parse({ ...report, models: [{ ...model, evaluation, outcome: 'pass' }], outcome: 'pass' })
}

const namesOf = (text: string) => [...text.matchAll(/carrier = (\S+)/g)].map(([, name]) => name)

test('ownSlices: the worst first whichever way the metric goes, those without a value last', () => {
  const order = (primary: string, values: readonly (number | null)[], task: Evaluation['task']) =>
    ownSlices({ primary, task, slices: values.map((value, at) => ownSlice(`${at}`, value, primary)) }).map(
      ({ found }) => found?.value,
    )
  const values = [0.2, null, -0.5, 0.1]
  assert.deepEqual(order('roc_auc', values, 'binary-classification'), [-0.5, 0.1, 0.2, null])
  assert.deepEqual(order('mae', values, 'regression'), [0.2, 0.1, -0.5, null])
  assert.deepEqual(order('bias', values, 'regression'), [-0.5, 0.2, 0.1, null])
  assert.deepEqual(order('constructor', values, 'regression'), [-0.5, 0.1, 0.2, null])
  const [foreign] = ownSlices({ primary: 'constructor', task: 'regression', slices: [ownSlice('a', 1)] })
  assert.deepEqual([foreign!.found, foreign!.value, foreign!.range], [undefined, '–', '–'])
})

test('renderMarkdown: without a base the slices of the candidate are shown with value, interval and rows', () => {
  const text = renderMarkdown(firstReport())
  assert.match(text, /<summary>4 slices of the candidate alone, the worst first<\/summary>/)
  assert.match(text, /\| slice +\| roc\\?_auc \| 95 % interval +\| +rows \|/)
  assert.match(text, /\| carrier = HA\\\| +\| +0\.550 \| 0\.530 to 0\.570 +\| 1,200 \|/)
  assert.match(text, /\| only one class +\| 1,200 \|/)
  assert.deepEqual(namesOf(text), ['HA\\|', 'UA', 'AA', 'one'])
  assert.doesNotMatch(text, /\u202e|<b>/)
})

test('renderMarkdown: of 500 own slices the worst are shown, and the others counted', () => {
  const text = renderMarkdown(firstReport(Array.from({ length: 500 }, (_, at) => ownSlice(`c${at}`, at / 1000))))
  assert.match(text, /\d+ more slices are in `report.json`/)
  assert.equal(namesOf(text)[0], 'c0')
})

test('renderTerminal, renderEvaluation: without a base the ten worst slices are shown', () => {
  const [model] = firstReport().models
  for (const text of [renderTerminal(model!, noPaint), renderEvaluation(model!.evaluation, noPaint)]) {
    assert.match(
      text,
      /roc_auc of the candidate alone by slice, the worst first\n {2}slice +roc_auc +95 % interval +rows/,
    )
    assert.deepEqual(namesOf(text), ['\ufffdHA|', 'UA', 'AA', 'one'])
    assert.match(text, /carrier = UA +0\.640 +0\.620 to 0\.660 +1,200/)
  }
  const many = firstReport(Array.from({ length: 12 }, (_, at) => ownSlice(`c${at}`, at / 100)))
  const text = renderTerminal(many.models[0]!, noPaint)
  assert.equal(namesOf(text).length, 10)
  assert.match(text, /2 more slices are in evaluation\.json/)
})

test('renderReportPage: without a base the slices of the candidate are drawn and listed', async () => {
  const page = await renderReportPage(firstReport())
  assert.match(page, /<h3>Slices of the candidate alone<\/h3>/)
  assert.match(page, /<summary>4 slices, with intervals<\/summary>/)
  assert.match(
    page,
    /<th scope="row">carrier = UA<\/th><td class="right">0\.640<\/td><td class="right">0\.620 to 0\.660<\/td>/,
  )
  assert.match(page, /aria-label="carrier = UA: 0\.640 \(0\.620 to 0\.660\), 1,200 rows"/)
  assert.ok(page.indexOf('>carrier = UA<') > page.indexOf('HA|<'))
  assert.doesNotMatch(page, /\u202e|one <b>/)
})

test('own slices are left to the comparison where it has some', async () => {
  const report = exampleReport()
  report.models[0]!.evaluation.slices = SLICES
  const page = await renderReportPage(report)
  for (const text of [renderMarkdown(report), renderTerminal(report.models[0]!, noPaint), page])
    assert.doesNotMatch(text, /alone by slice|candidate alone, the worst|Slices of the candidate alone/)
})

test('renderTerminal: beside a base the three slices that lost most are shown, and the others counted', () => {
  const text = renderTerminal(exampleReport().models[0]!, noPaint)
  assert.match(
    text,
    /^ {2}roc_auc by slice against base \(4f5e6d7\), the greatest loss first\n {2}slice +baseline +candidate +difference, 95 % interval +rows +verdict\n/m,
  )
  assert.deepEqual(namesOf(text.slice(text.indexOf('by slice'))), ['<script>alert(1)</script>', 'HA', 'AA'])
  assert.match(
    text,
    /carrier = HA +0\.632 +0\.634 +\+0\.002 \[−0\.048, \+0\.052\] +900 +\? undecided, could show a loss/,
  )
  assert.match(text, /\n {2}1 more slice is in comparison\.json\n/)
  assert.ok(text.indexOf('by slice') > text.indexOf('against base'))
})

test('ownSlicePlot: the worst 40 of many; nothing where no slice has an interval', () => {
  const slices = Array.from({ length: 500 }, (_, at) => ownSlice(`c${at}`, at / 1000))
  const task = 'binary-classification'
  assert.match(ownSlicePlot({ primary: 'roc_auc', slices, task })!.title, /the worst first: 40 of 500$/)
  assert.equal(ownSlicePlot({ primary: 'roc_auc', slices: [ownSlice('a', null)], task }), undefined)
})
