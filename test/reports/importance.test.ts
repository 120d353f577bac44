import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dependenceCharts } from '../../reports/charts/dependence-charts.ts'
import { drawChart } from '../../reports/charts/draw-chart.ts'
import { importanceChart } from '../../reports/charts/importance-chart.ts'
import { importanceSection as page } from '../../reports/html/importance-section.ts'
import { importanceLines, importanceSection } from '../../reports/importance.ts'
import { EXAMPLE_DEPENDENCE, EXAMPLE_IMPORTANCE } from './example-importance.ts'
import { exampleReport } from './example-report.ts'

const [{ evaluation }] = exampleReport().models as [ReturnType<typeof exampleReport>['models'][number]]
const explained = { ...evaluation, importance: EXAMPLE_IMPORTANCE }
const silent = (_: string, text: string) => text

test('importanceSection: ten features folded, names as text, the rest counted', () => {
  const text = importanceSection(explained)
  assert.match(text, /^<details><summary>Features that the model needs most<\/summary>/)
  assert.match(text, /&lt;b&gt;distance&lt;\/b&gt; \(with minutes, a, b and 2 more\)/)
  assert.match(text, /\+0\.120\u00a0\[\+0\.100,\u00a0\+0\.140\]/)
  assert.match(text, /3 more are in `evaluation\.json`/)
  assert.match(text, /among 6,666 test rows, mean of 3 times/)
  assert.equal(importanceSection(evaluation), '')
  assert.equal(importanceSection({ ...evaluation, importance: [] }), '')
})

test('importanceLines: the same for a terminal', () => {
  const text = importanceLines(explained, silent)
  assert.match(text, /<b>distance<\/b> \(with minutes, a, b and 2 more\) {2}\+0\.120 \[\+0\.100, \+0\.140\]\n/)
  assert.match(text, /3 more are in evaluation\.json\.$/)
  assert.equal(importanceLines(evaluation, silent), '')
})

test('report.html: a picture and all features, those without a value in the table alone', async () => {
  const { html } = await page(explained, 'i')
  assert.match(html, /<figure id="i-0">/)
  assert.ok(html.includes('without value') && !html.includes('<b>distance'))
  assert.equal((await page(evaluation, 'i')).html, '')
  const plot = importanceChart(explained)!
  assert.match(plot.description, /^Most of all <b>distance<\/b> \(with minutes, a, b and 2 more\): \+0\.120/)
  assert.equal(importanceChart({ ...explained, importance: [EXAMPLE_IMPORTANCE.at(-1)!] }), undefined)
})

test('dependenceCharts: a line for each feature, none without points', async () => {
  const charts = dependenceCharts({ partial_dependence: EXAMPLE_DEPENDENCE })
  assert.deepEqual(
    charts.map(({ title }) => title),
    ['Mean answer by <b>distance</b>', 'Mean answer by column 0'],
  )
  assert.match(charts[0]!.description, /^From 0\.200 at 0 to 0\.450 at 1000, other features as they are/)
  assert.match((await page({ ...explained, partial_dependence: EXAMPLE_DEPENDENCE }, 'i')).html, /<figure id="i-2">/)
  assert.deepEqual(dependenceCharts({}), [])
})

test('dependenceCharts: one scale of answers for all features, so that a flat line is seen to be flat', async () => {
  const charts = dependenceCharts({ partial_dependence: EXAMPLE_DEPENDENCE })
  const axes = await Promise.all(
    charts.map(async ({ spec }) =>
      [...(await drawChart(spec)).matchAll(/>(0\.\d\d)<\/text>/g)].map(([, text]) => text),
    ),
  )
  assert.deepEqual(axes[1], axes[0])
  assert.ok(axes[0]!.includes('0.20') && axes[0]!.includes('0.45'))
  for (const { description } of charts)
    assert.match(description, /on the same scale of answers as the other features\.$/)
  const [alone] = dependenceCharts({ partial_dependence: EXAMPLE_DEPENDENCE.slice(1) })
  assert.doesNotMatch(alone!.description, /same scale/)
})
