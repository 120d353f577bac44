import assert from 'node:assert/strict'
import { test } from 'node:test'
import { regressionSample } from '../../../core/metrics/sample.ts'
import { shapeOf } from '../../../core/shape-of.ts'
import type { Chart } from '../../../reports/charts/chart.ts'
import { predictedActualCharts } from '../../../reports/charts/predicted-actual-chart.ts'
import { residualChart } from '../../../reports/charts/residual-charts.ts'

interface Drawn {
  readonly data: { readonly values: readonly Record<string, number>[] }
  readonly encoding: { readonly x: { readonly scale: { readonly domain: readonly number[] } } }
}
const layersOf = (chart: Chart) => (chart.spec as unknown as { layer: Drawn[] }).layer

/** Errors equally spread over so much on either side of 0, of labels 0 to 16. */
function side(name: string, spread: number, rows = 4001) {
  const labels = Float64Array.from({ length: rows }, (_, row) => row % 17)
  const predictions = labels.map((label, row) => label + spread * ((2 * row) / (rows - 1) - 1))
  return { name, shape: shapeOf(regressionSample({ labels, predictions }), []) }
}

test('residualChart: errors spread twice as wide lie half as high, and the area of each model is all of its rows', () => {
  const chart = residualChart([side('candidate', 1), side('base', 2)])!
  const { data, layer } = chart.spec as unknown as Drawn & { layer: { encoding: { y?: { title: string } } }[] }
  assert.equal(layer[1]!.encoding.y!.title, 'share of rows in a width of 0.02')
  const bins = (model: string) => data.values.filter((value) => `${value.model}` === model)
  const [narrow, wide] = [bins('candidate')[20]!.density!, bins('base')[20]!.density!]
  assert.ok(Math.abs(narrow - 0.01) < 0.0005 && Math.abs(wide - 0.005) < 0.0003, `${narrow} and ${wide}`)
  for (const model of ['candidate', 'base']) {
    const all = bins(model)
    const area = all.slice(1).reduce((sum, { low }, at) => sum + (low! - all[at]!.low!) * all[at]!.density!, 0)
    assert.ok(Math.abs(area / 0.02 - 1) < 1e-9, `${model}: ${area}`)
  }
})

test('residualChart: a model that is always right is drawn too, and no share is above all', () => {
  const { data } = residualChart([side('candidate', 0)])!.spec as unknown as Drawn
  assert.equal(Math.max(...data.values.map(({ density }) => density!)), 0.8)
})

test('predictedActualCharts: all models have one scale, equal shares in an equal area are equally dark, and what is beyond is said', () => {
  const charts = predictedActualCharts([side('candidate', 1), side('base', 8)])
  const [first, second] = charts.map((chart) => layersOf(chart)[0]!)
  const domain = first!.encoding.x.scale.domain
  assert.deepEqual(second!.encoding.x.scale.domain, domain)
  const ends = charts.map((chart) => layersOf(chart)[1]!.data.values.map(({ at }) => at))
  assert.deepEqual(ends, [domain, domain])
  const darkest = [first!, second!].map(({ data }) => Math.max(...data.values.map(({ dense }) => dense!)))
  assert.equal(darkest[0], 1)
  assert.ok(darkest[1]! < 0.8, `${darkest[1]}`)
  const { low, high } = side('base', 8).shape.predicted_actual!
  assert.ok(low < -5 && high > 20)
  assert.match(
    charts[1]!.description,
    new RegExp(
      `What lies below −${Math.abs(Number(low.toPrecision(3)))} or above ${Number(high.toPrecision(3))}, at most half a per cent`,
    ),
  )
  assert.deepEqual(predictedActualCharts([{ name: 'candidate', shape: {} }]), [])
})
