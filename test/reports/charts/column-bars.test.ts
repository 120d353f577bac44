import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ColumnShape } from '../../../core/artifacts/column-shape.ts'
import { columnBars } from '../../../reports/charts/column-bars.ts'
import { columnChart } from '../../../reports/charts/column-chart.ts'
import { drawChart } from '../../../reports/charts/draw-chart.ts'
import { performanceHistory } from '../../../reports/charts/performance-history.ts'
import { saySeen } from '../../../reports/charts/say-seen.ts'
import { levelPicture } from '../../../reports/html/level-picture.ts'
import { numberPicture } from '../../../reports/html/number-picture.ts'
import { breachDrift, numeric, stableDrift } from '../example-drift.ts'

const NAMES = { reference: 'reference', current: 'this window' }
const rows = { reference: [10, 20, 10], current: [0, 5, 15] }
const names = (shape: ColumnShape) => columnBars(shape, NAMES).map(({ name }) => name)

test('columnBars: bins by their edges, open at both ends, and as shares of either side', () => {
  const shape = { kind: 'numeric', low: 0, high: 0.3, ...rows } as const
  assert.deepEqual(names(shape), ['below 0.1', '0.1 to 0.2', '0.2 and above'])
  assert.equal(columnBars(shape, NAMES)[2]!.tip, '0.2 and above: reference 25.0 %, this window 75.0 %')
  assert.deepEqual(names({ ...shape, low: -3000, high: 3000 }), ['below −1,000', '−1,000 to 1,000', '1,000 and above'])
  assert.deepEqual(names({ ...shape, low: 1, high: 1000, log: true }), ['below 10', '10 to 100', '100 and above'])
  assert.deepEqual(names({ kind: 'numeric', low: 7, high: 7, reference: [3], current: [1] }), ['7'])
})

test('columnBars: an edge at 0 is 0, whatever its widths sum up to', () => {
  const many = Array.from({ length: 41 }, () => 1)
  const shape = { kind: 'numeric', low: -4.2, high: 4, reference: many, current: many } as const
  assert.ok(names(shape).includes('0 to 0.2'), names(shape).join(', '))
})

test('columnBars: categories by name, and of a sensitive column neither names nor edges', () => {
  assert.deepEqual(names({ kind: 'categorical', levels: ['a', ''], others: true, ...rows }), [
    'a',
    '(empty)',
    'all others',
  ])
  assert.deepEqual(
    names({ kind: 'categorical', others: false, ...rows }),
    [1, 2, 3].map((at) => `hidden ${at}`),
  )
  const [hidden] = columnBars({ kind: 'categorical', others: false, ...rows }, NAMES)
  assert.match(hidden!.tip, /^category 1, not shown: reference 25\.0 %/)
  assert.deepEqual(
    names({ kind: 'numeric', ...rows }),
    [1, 2, 3].map((at) => `bin ${at} of 3, values not shown`),
  )
})

const SHAPES: Readonly<Record<string, ColumnShape>> = {
  numbers: { kind: 'numeric', low: 0, high: 0.3, ...rows },
  ratios: { kind: 'numeric', low: 1, high: 1000, log: true, ...rows },
  constant: { kind: 'numeric', low: 7, high: 7, reference: [3], current: [1] },
  'numbers not told': { kind: 'numeric', ...rows },
  categories: { kind: 'categorical', levels: ['<b>', 'b'], others: true, ...rows },
  'categories not told': { kind: 'categorical', others: false, ...rows },
  nothing: { kind: 'numeric', low: 0, high: 3, reference: [0, 0, 0], current: [0, 0, 0] },
}

for (const [kind, shape] of Object.entries(SHAPES)) {
  test(`columnChart: the specification of ${kind} draws what our own picture does`, async () => {
    const chart = columnChart(numeric('x', { shape }), { history: [], window: null }, 'feature', NAMES)!
    const svg = await drawChart(chart.spec)
    const own = shape.kind === 'numeric' ? numberPicture(shape, NAMES, 300) : levelPicture(shape, NAMES, 300)
    assert.doesNotMatch(own.html, /NaN|undefined|Infinity|<b>/)
    const tips = (text: string) => new Set([...text.matchAll(/aria-label="([^"]* %)"/g)].map(([, tip]) => tip))
    assert.deepEqual(tips(svg), tips(own.html))
    assert.equal(tips(own.html).size, shape.reference.length)
  })
}

test('numberPicture: numbers stand at edges that people count in', () => {
  const ticks = (shape: ColumnShape & { kind: 'numeric' }) =>
    [...numberPicture(shape, NAMES, 300).html.matchAll(/text-anchor="middle">([^<]*)</g)].map(([, text]) => text)
  const bins = (count: number) => ({ reference: Array(count).fill(1), current: Array(count).fill(1) })
  assert.deepEqual(ticks({ kind: 'numeric', low: -2.4, high: 2.6, ...bins(25) }), ['−2', '−1', '0', '1', '2'])
  assert.deepEqual(ticks({ kind: 'numeric', low: 0, high: 24, ...bins(24) }), ['0', '5', '10', '15', '20'])
  assert.deepEqual(ticks({ kind: 'numeric', low: 0.4, high: 1600, log: true, ...bins(36) }), [
    '1',
    '10',
    '100',
    '1,000',
  ])
})

test('performanceHistory: measured and estimated by window beside reference and margin, with the day it began', async () => {
  const chart = performanceHistory(breachDrift(), '2001-02-22T00:00:00.000Z')!
  assert.match(chart.description, /Measured by labels, with 95 % intervals\. Estimated without labels, not validated/)
  assert.match(chart.description, /reference with its margin, 0\.5435/)
  assert.match(
    chart.description,
    /began in the window of 2001-02-22\. Within this window the stream of errors changed first on 2001-02-22/,
  )
  const svg = await drawChart(chart.spec)
  assert.match(svg, /2001-02-22, measured by labels: log_loss 0\.633 \[0\.588, 0\.678\]/)
  assert.match(svg, /errors changed/)
  const { performance, ...drift } = breachDrift()
  const cohort = { from: '2001-02-15T00:00:00.000Z', to: '2001-02-22T00:00:00.000Z' }
  assert.match(
    performanceHistory({ ...drift, performance: { ...performance!, cohort } }, null)!.description,
    /Within the labelled rows of 2001-02-15 to 2001-02-21 the stream of errors changed first on/,
  )
  assert.equal(performanceHistory({ ...stableDrift(), history: [] }, null), undefined)
  assert.equal(performanceHistory({ ...stableDrift(), performance: null }, null), undefined)
})

test('saySeen: where the middle half lies and the share of each category, for those who do not see the picture', () => {
  assert.equal(
    saySeen(
      { kind: 'numeric', low: 0, high: 4, reference: [1, 1, 1, 1], current: [0, 0, 1, 1] },
      { reference: 'reference', current: 'window' },
    ),
    'Half of the rows lie between 1 and 3 in the reference, between 2.5 and 3.5 in the window.',
  )
  assert.match(
    saySeen({ kind: 'categorical', levels: ['a', 'b'], others: true, ...rows }, NAMES),
    /^a: reference 25\.0 %/,
  )
  assert.equal(saySeen({ kind: 'categorical', others: false, ...rows }, NAMES), '')
  assert.equal(saySeen({ kind: 'numeric', ...rows }, NAMES), '')
})

test('performanceHistory: of a loss that began in an earlier window, no later day is given for when errors changed', async () => {
  const chart = performanceHistory(breachDrift(), '2001-02-15T00:00:00.000Z')!
  assert.match(chart.description, /The loss began in the window of 2001-02-15\. The newest/)
  assert.doesNotMatch(await drawChart(chart.spec), /errors changed/)
})
