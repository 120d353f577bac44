import assert from 'node:assert/strict'
import { test } from 'node:test'
import { multiclassSample, regressionSample } from '../../../core/metrics/sample.ts'
import { shapeOf } from '../../../core/shape-of.ts'
import type { Chart } from '../../../reports/charts/chart.ts'
import { confusionChart } from '../../../reports/charts/confusion-chart.ts'
import { calibrationChart, precisionRecallChart, rocChart, scoreChart } from '../../../reports/charts/curves.ts'
import { dependenceCharts } from '../../../reports/charts/dependence-charts.ts'
import { drawChart } from '../../../reports/charts/draw-chart.ts'
import { forestPlot } from '../../../reports/charts/forest-plot.ts'
import { groupPlot } from '../../../reports/charts/group-plot.ts'
import { importanceChart } from '../../../reports/charts/importance-chart.ts'
import { ownSlicePlot } from '../../../reports/charts/own-slice-plot.ts'
import { predictedActualCharts } from '../../../reports/charts/predicted-actual-chart.ts'
import { residualChart, residualSpreadChart } from '../../../reports/charts/residual-charts.ts'
import { shownGain } from '../../../reports/charts/shown-gain.ts'
import { slicePlot } from '../../../reports/charts/slice-plot.ts'
import { figure } from '../../../reports/html/figure.ts'
import { escapeHtml } from '../../../reports/html/html.ts'
import { randomBinary } from '../../metrics/random-samples.ts'
import { EXAMPLE_FAIRNESS } from '../example-fairness.ts'
import { exampleReport, judged } from '../example-report.ts'
import { picturedReport } from '../html/example-page.ts'

const against = exampleReport().models[0]!.comparison!.against[0]!

const binary = [1, 2].map((seed) => ({
  name: seed === 1 ? 'candidate' : 'base (4f5e6d7)',
  shape: shapeOf(randomBinary({ rows: 800, seed }), ['0', '1']),
}))

/** The texts of a picture. */
async function textsOf(chart: Chart | undefined): Promise<string[]> {
  assert.ok(chart !== undefined)
  assert.match(chart.description, /\.$/)
  const svg = await drawChart(chart.spec)
  assert.doesNotMatch(svg, /NaN|Infinity|undefined/)
  return [...svg.matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map(([, text]) => text!)
}

test('forestPlot: shows every metric with its gain, the margin and what they say', async () => {
  const chart = forestPlot(against)
  assert.equal(
    chart!.description,
    'log_loss +0.0093 [+0.0065, +0.0121]: ▲ better; roc_auc +0.032 [+0.021, +0.042]: ▲ better. The dashed line is minus the margin.',
  )
  const texts = await textsOf(chart)
  assert.ok(texts.includes('roc_auc') && texts.includes('log_loss'))
  assert.equal(forestPlot({ ...against, metrics: {} }), undefined)
})

test('shownGain: right is better, whichever way the metric goes', () => {
  const low = { ...judged, higher_is_better: false, delta: 0.2, ci: [0.1, 0.3] as const, margin: 0.05 }
  assert.deepEqual(shownGain('log_loss', low), { gain: -0.2, low: -0.3, high: -0.1, edge: -0.05 })
  const bias = { ...judged, baseline: -3, candidate: 1, delta: 4, gain_ci: [1, 3] as const, margin: 0 }
  assert.deepEqual(shownGain('bias', bias), { gain: 2, low: 1, high: 3, edge: 0 })
  assert.equal(shownGain('roc_auc', { ...judged, delta: null }), undefined)
})

test('slicePlot: the worst comes first, small slices are left to the table, and of many the worst 40 are shown', async () => {
  const texts = await textsOf(slicePlot(against.slices, 'roc_auc'))
  const names = texts.filter((text) => text.startsWith('carrier = '))
  assert.deepEqual(names, ['carrier = &lt;script&gt;alert(1)&lt;/scr…', 'carrier = HA', 'carrier = AA'])
  const many = Array.from({ length: 500 }, (_, at) => ({ ...against.slices[0]!, by: { carrier: `c${at}` } }))
  const chart = slicePlot(many, 'roc_auc')
  assert.match(chart!.title, /40 of 500/)
  assert.equal((await textsOf(chart)).filter((text) => text.startsWith('carrier = ')).length, 40)
  assert.equal(slicePlot(against.slices, 'constructor'), undefined)
})

test('slicePlot: each slice has a margin of its own, as one that is a share of what the baseline comes to there', async () => {
  const margins = [0.02, 0.005, 0]
  const slices = margins.map((margin, at) => ({
    ...against.slices[0]!,
    by: { carrier: `c${at}` },
    metrics: { roc_auc: { ...against.slices[0]!.metrics.roc_auc!, margin } },
  }))
  const chart = slicePlot(slices, 'roc_auc')!
  assert.match(chart.description, / The upright stroke of a slice is minus its margin\.$/)
  const svg = await drawChart(chart.spec)
  const limits = [
    ...svg.matchAll(/<path aria-label="([^"]*)"[^>]*aria-roledescription="tick" d="M(-?[\d.]+),([\d.]+)h/g),
  ]
  assert.deepEqual(
    limits.map(([, says]) => says!.replace(/: .* rows/, '')),
    ['carrier = c0, margin 0.02', 'carrier = c1, margin 0.005'],
  )
  const [[, , wide, above], [, , narrow, below]] = limits as unknown as [string[], string[]]
  assert.ok(Number(wide) < Number(narrow) && Number(above) < Number(below), `${limits}`)
  const none = slicePlot([slices[2]!], 'roc_auc')!
  assert.doesNotMatch(`${none.description}${await drawChart(none.spec)}`, /margin/)
})

test('the pictures of a binary model hold both models', async () => {
  for (const draw of [rocChart, precisionRecallChart, calibrationChart, scoreChart]) {
    const texts = await textsOf(draw(binary))
    assert.ok(texts.includes('candidate') && texts.includes('base (4f5e6d7)'), draw.name)
    assert.equal(draw([{ name: 'candidate', shape: {} }]), undefined)
  }
})

test('confusionChart: shares of each class, whatever classes are called; of many the most frequent', async () => {
  const classes = ['"quoted" \\', '<b>bold</b>', '__proto__']
  const labels = Int32Array.of(0, 0, 1, 2)
  const sample = multiclassSample({ classes, labels, answers: Int32Array.of(0, 1, 1, 0) })
  const texts = await textsOf(confusionChart({ name: 'candidate', shape: shapeOf(sample, classes) }))
  for (const text of ['"quoted" \\', '&lt;b&gt;bold&lt;/b&gt;', '__proto__', '50 %', '100 %', '0 %'])
    assert.ok(texts.includes(text), text)
  const many = Array.from({ length: 50 }, (_, at) => `class ${at}`)
  const large = multiclassSample({
    classes: many,
    labels: Int32Array.from({ length: 50 }, (_, at) => at),
    answers: new Int32Array(50),
  })
  assert.match(confusionChart({ name: 'candidate', shape: shapeOf(large, many) })!.title, /20 of 50 classes/)
})

test('the pictures of a regression model show errors, their spread, and predictions beside labels', async () => {
  const labels = Float64Array.from({ length: 300 }, (_, row) => row % 17)
  const sides = [1, 2].map((step) => ({
    name: step === 1 ? 'candidate' : 'base',
    shape: shapeOf(
      regressionSample({ labels, predictions: labels.map((label, row) => label + ((row % 7) - 3) * step) }),
      [],
    ),
  }))
  for (const draw of [residualChart, residualSpreadChart])
    assert.ok((await textsOf(draw(sides))).includes('base'), draw.name)
  assert.ok((await textsOf(predictedActualCharts(sides)[0])).includes('prediction'))
})

test('charts: a name that turns the direction of a line, or controls a terminal, is drawn as a table shows it', async () => {
  const hostile = 'a\u202egnp.\u0007exe\u2066'
  const slices = [{ ...against.slices[0]!, by: { [hostile]: hostile } }]
  const group = { ...EXAMPLE_FAIRNESS.groups[0]!, name: hostile }
  const drawn = [
    slicePlot(slices, 'roc_auc'),
    groupPlot({ ...EXAMPLE_FAIRNESS, by: hostile, groups: [group] }),
    forestPlot({ ...against, metrics: { [hostile]: judged } }),
    rocChart(binary.map((side) => ({ ...side, name: `${hostile} ${side.name}` }))),
  ]
  for (const chart of drawn) {
    const all = [JSON.stringify(chart), await drawChart(chart!.spec)].join()
    assert.doesNotMatch(all, /\p{Bidi_Control}|(?![\n\t])\p{Cc}|\\u0007/u)
    assert.match(all, /a\ufffdgnp\.\ufffdexe/)
  }
})

test('charts: numbers stay behind a name that is written from right to left, in captions and where it is pointed at', async () => {
  const [name, closed] = ['\u0645\u0631', '\u2068\u0645\u0631\u2069']
  const slices = [{ ...against.slices[0]!, by: { carrier: name } }]
  const group = { ...EXAMPLE_FAIRNESS.groups[0]!, name }
  const sample = multiclassSample({ classes: [name, 'b'], labels: Int32Array.of(0, 1), answers: Int32Array.of(0, 1) })
  const { evaluation } = picturedReport().models[0]!
  const [own, most, value] = [
    {
      ...evaluation,
      slices: [{ by: { carrier: name }, rows: 500, metrics: { roc_auc: evaluation.metrics.roc_auc! } }],
    },
    { ...evaluation, importance: [{ ...evaluation.importance![0]!, feature: name, correlated_with: [name] }] },
    { ...evaluation, partial_dependence: [{ ...evaluation.partial_dependence![0]!, feature: name }] },
  ]
  const charts: readonly (readonly [Chart | undefined, string])[] = [
    [slicePlot(slices, 'roc_auc'), `carrier = ${closed} `],
    [groupPlot({ ...EXAMPLE_FAIRNESS, by: name, groups: [group] }), `${closed}: `],
    [forestPlot({ ...against, metrics: { [name]: judged } }), `${closed} +0.032`],
    [confusionChart({ name: 'candidate', shape: shapeOf(sample, [name, 'b']) }), `${closed} 100 %`],
    [ownSlicePlot(own as unknown as typeof evaluation), `carrier = ${closed}: `],
    [importanceChart(most), `${closed} (with ${closed}): `],
    [dependenceCharts(value)[0], `Mean answer by ${closed}`],
  ]
  for (const [chart, says] of charts) {
    assert.ok(`${chart!.title} ${chart!.description}`.includes(says), JSON.stringify(chart!.description))
    const svg = await drawChart(chart!.spec)
    const tips = [...svg.matchAll(/aria-label="([^"]*)" role="graphics-symbol"/g)].map(([, tip]) => tip!)
    const named = tips.filter((tip) => tip.includes(name))
    assert.ok(named.length > 0)
    for (const tip of named) assert.ok(tip.includes(closed), tip)
    assert.ok(figure('a', chart!, svg).html.includes(escapeHtml(`${chart!.title}. ${chart!.description}`)))
  }
})

test('forestPlot, slicePlot: a metric that should be near zero has another interval than in the table, which is said', () => {
  const bias = { ...judged, baseline: -3, candidate: 1, delta: 4, ci: [2, 6] as const, gain_ci: [1, 3] as const }
  const says = /Of bias, which should be near 0, the picture shows how much nearer to 0 it came, the table its change/
  assert.match(
    forestPlot({ ...against, metrics: { bias: { ...bias, ci: [2, 6], gain_ci: [1, 3] } } })!.description,
    says,
  )
  const slices = [{ ...against.slices[0]!, metrics: { bias: { ...against.slices[0]!.metrics.roc_auc!, ...bias } } }]
  assert.match(slicePlot(slices as unknown as typeof against.slices, 'bias')!.description, says)
  assert.doesNotMatch(forestPlot(against)!.description, /near 0/)
})
