import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SliceComparison } from '../../core/artifacts/comparison.ts'
import { gainChart } from '../../reports/mermaid.ts'
import { mermaidLabels } from '../../reports/mermaid-labels.ts'
import { judged } from './example-report.ts'

function slice(by: Record<string, string>, delta: number, margin = 0.005): SliceComparison {
  const metric = { ...judged, delta, margin, detectable_loss: null }
  return { by, rows: 500, too_small: null, found: false, metrics: { roc_auc: metric } }
}

function partsOf(chart: string) {
  const line = (begins: string) => chart.split('\n').filter((text) => text.trim().startsWith(begins))
  const [names] = line('x-axis')
  return {
    title: line('title')[0]!,
    names: [...names!.matchAll(/"([^"]*)"/g)].map(([, name]) => name!),
    axis: line('y-axis')[0]!.trim(),
    lines: line('line').map((text) => JSON.parse(text.trim().slice('line '.length)) as number[]),
  }
}

test('gainChart: slices of one column are told apart however long its name is, which stands in the title', () => {
  const column = 'carrier_of_departure'
  const { names, title } = partsOf(
    gainChart(
      ['AA', 'HA', 'UA'].map((value, at) => slice({ [column]: value }, at / 100)),
      'roc_auc',
    ),
  )
  assert.deepEqual(names, ['AA', 'HA', 'UA'])
  assert.match(title, /^ {2}title "Gain by carrier_of_departure; grey/)
})

test('gainChart: slices of several columns keep by what they differ', () => {
  const slices = ['AA', 'HA', 'UA'].map((value, at) => slice({ carrier_of_departure: value }, at / 100))
  const { names, title } = partsOf(gainChart([...slices, slice({ origin: 'JFK' }, 0.5)], 'roc_auc'))
  assert.deepEqual(names, ['carrier_of…rture = AA', 'carrier_of…rture = HA', 'carrier_of…rture = UA', 'origin = JFK'])
  assert.match(title, /by slice;/)
})

test('mermaidLabels: names that Mermaid cannot draw differently are numbered, and none is longer than 24', () => {
  assert.deepEqual(mermaidLabels(['🚀', '🚀🚀', 'a | b', 'a b', 'a b (2)', 'a "b"']), [
    '?',
    '? (2)',
    'a b',
    'a b (2)',
    'a b (2) (2)',
    'a b (3)',
  ])
  const long = mermaidLabels(['x'.repeat(40), `${'x'.repeat(40)}|`, `${'x'.repeat(40)}🚀`, 'y'.repeat(30)])
  assert.equal(new Set(long).size, 4)
  for (const label of long) assert.ok([...label].length <= 24, label)
})

test('gainChart: small gains are drawn in thousandths, so that numbers beside the axis are short', () => {
  const chart = (by: number) =>
    partsOf(
      gainChart(
        [-0.0055, 0.001, 0.004].map((delta, at) => slice({ carrier: `${at}` }, delta * by, 0.002 * by)),
        'roc_auc',
      ),
    )
  assert.equal(chart(1).axis, 'y-axis "worse ← thousandths of roc_auc → better" -6.45 --> 4.95')
  assert.deepEqual(chart(1).lines, [
    [-5.5, 1, 4],
    [0, 0, 0],
    [-2, -2, -2],
  ])
  assert.equal(chart(1000).axis, 'y-axis "worse ← gain in roc_auc → better" -6.45 --> 4.95')
  assert.deepEqual(chart(1000).lines, chart(1).lines)
  assert.match(chart(1e7).axis, /thousands of roc_auc .* -64\.5 --> 49\.5$/)
})

test('gainChart: where nothing gained or lost, there is an axis all the same', () => {
  const { axis, lines } = partsOf(
    gainChart(
      ['a', 'b', 'c'].map((value) => slice({ carrier: value }, 0, 0)),
      'roc_auc',
    ),
  )
  assert.match(axis, /" -0\.100 --> 0\.100$/)
  assert.deepEqual(lines[0], [0, 0, 0])
})
