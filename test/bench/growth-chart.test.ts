import assert from 'node:assert/strict'
import test from 'node:test'
import { drawGrowth } from '../../bench/report/draw-growth.ts'
import { growthChart } from '../../bench/report/growth-chart.ts'

const POINTS = [10_000, 1_000_000].flatMap((size) => [
  { command: 'drift', size, seconds: size / 1e5, megabytes: 100 + size / 1e4 },
  { command: 'compare', size, seconds: size / 2e5, megabytes: 200 },
])

test('growth: the description says the smallest and the largest size of each command', () => {
  assert.equal(
    growthChart('rows', POINTS).description,
    'drift: 0.10 s and 101 MB at 10,000 rows, 10.00 s and 200 MB at 1,000,000; compare: 0.05 s and 200 MB at 10,000 rows, 5.00 s and 200 MB at 1,000,000.',
  )
})

test('growth: a picture of its own, readable on light and on dark, with its description and each point in words', async () => {
  const svg = await drawGrowth('rows', POINTS)
  assert.match(svg, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*><style>[^<]*prefers-color-scheme:dark/)
  assert.match(svg, /aria-label="drift, 1,000,000 rows: 10\.00 s, 200 MB"/)
  assert.doesNotMatch(svg, /NaN|undefined/)
})
