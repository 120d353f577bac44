import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawChart } from '../../../reports/charts/draw-chart.ts'
import { ownForestPlot } from '../../../reports/charts/own-forest-plot.ts'
import { renderReportPage } from '../../../reports/html/report-page.ts'
import { exampleReport } from '../example-report.ts'

const report = exampleReport()
const { comparison: _, ...alone } = report.models[0]!
const { evaluation } = alone

test('ownForestPlot: a row a metric with its interval, the primary one first, those without an interval left to the table', async () => {
  const none = { ...evaluation.metrics.roc_auc!, ci: null, se: null }
  const chart = ownForestPlot({ ...evaluation, primary: 'log_loss', metrics: { ...evaluation.metrics, pr_auc: none } })!
  assert.equal(
    chart.description,
    'log_loss 0.501 (0.480 to 0.522); roc_auc 0.664 (0.651 to 0.676). Each on a scale of its own: all that it can be, or from 0 on.',
  )
  const svg = await drawChart(chart.spec)
  assert.ok(svg.indexOf('>log_loss 0.501 (0.480 to 0.522)<') < svg.indexOf('>roc_auc 0.664 (0.651 to 0.676)<'))
  assert.equal(svg.match(/aria-roledescription="point"/g)!.length, 2)
  assert.doesNotMatch(svg, />pr_auc|NaN/)
  assert.equal(ownForestPlot({ ...evaluation, primary: 'pr_auc', metrics: { pr_auc: none } }), undefined)
})

test('ownForestPlot: a metric lies on all that it can be, one that has no end from 0 on, one that nobody knows as well', async () => {
  const found = { ...evaluation.metrics.roc_auc!, value: 40, ci: [30, 50] as [number, number] }
  const of = (metric: string, value: typeof found) =>
    ownForestPlot({ ...evaluation, task: 'regression', primary: metric, metrics: { [metric]: value } })!
  const endsOf = async (chart: ReturnType<typeof of>) => {
    const marks = [...(await drawChart(chart.spec)).matchAll(/>(−?\d+(?:\.\d+)?)<\/text>/g)].map(([, text]) => text)
    return [marks[0], marks.at(-1)]
  }
  assert.deepEqual(await endsOf(of('rmse', found)), ['0', '50'])
  assert.deepEqual(await endsOf(of('bias', { ...found, value: -40, ci: [-50, -30] })), ['−50', '0'])
  assert.deepEqual(await endsOf(of('constructor', found)), ['0', '50'])
  assert.deepEqual(await endsOf(of('r2', { ...found, value: 0.5, ci: [0.4, 0.6] })), ['0.0', '1.0'])
  const auc = ownForestPlot({ ...evaluation, metrics: { roc_auc: evaluation.metrics.roc_auc! } })!
  assert.deepEqual(await endsOf(auc), ['0.0', '1.0'])
  const loss = ownForestPlot({ ...evaluation, metrics: { log_loss: evaluation.metrics.log_loss! } })!
  assert.deepEqual(await endsOf(loss), ['0.0', '0.5'])
})

test('report.html of a model that nothing stands beside shows its metrics with their intervals', async () => {
  const title = 'Metrics of the candidate alone, with 95 % intervals'
  assert.ok((await renderReportPage({ ...report, models: [alone] })).includes(title))
  assert.ok(!(await renderReportPage(report)).includes(title))
})
