import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bootstrap } from '../../core/stats/bootstrap.ts'
import { varianceOf } from '../../core/stats/variance.ts'
import { close } from '../close.ts'

const ROWS = Float64Array.from({ length: 300 }, (_, i) => (i * 7919) % 101)

function weightedMean(counts: Float64Array): number {
  let sum = 0
  let total = 0
  for (let i = 0; i < ROWS.length; i++) {
    sum += counts[i]! * ROWS[i]!
    total += counts[i]!
  }
  return sum / total
}

/** Influence values of the mean of ROWS. */
function influence(): Float64Array {
  const mean = weightedMean(new Float64Array(ROWS.length).fill(1))
  return ROWS.map((value) => (value - mean) / ROWS.length)
}

test('bootstrap: the standard error of a mean is that of its influence values', () => {
  const { se, ci } = bootstrap(weightedMean, { units: ROWS.length, seed: 3, replicates: 4000 })
  const expected = Math.sqrt(varianceOf(influence()).variance)
  assert.ok(Math.abs(se / expected - 1) < 0.05, `${se} against ${expected}`)
  assert.ok(Math.abs((ci[1] - ci[0]) / (2 * 1.96 * expected) - 1) < 0.07)
})

test('bootstrap: rows of a group are drawn together', () => {
  const groups = { codes: Uint32Array.from(ROWS, (value) => Math.floor(value / 4)), count: 26 }
  const byGroup = (counts: Float64Array) => weightedMean(Float64Array.from(groups.codes, (group) => counts[group]!))
  const { se } = bootstrap(byGroup, { units: groups.count, seed: 3, replicates: 4000 })
  const expected = Math.sqrt(varianceOf(influence(), { groups }).variance)
  assert.ok(Math.abs(se / expected - 1) < 0.1, `${se} against ${expected}`)
})

test('bootstrap: a difference on the same replicates is not noisier than it is', () => {
  const shifted = (counts: Float64Array) => weightedMean(counts) + 1 - weightedMean(counts)
  const { se, ci } = bootstrap(shifted, { units: ROWS.length, seed: 3, replicates: 100 })
  assert.ok(se < 1e-12)
  close(ci[0], 1, 1e-12)
})

test('bootstrap: a seed makes it bit-identical, another seed differs', () => {
  const run = (seed: number) => bootstrap(weightedMean, { units: ROWS.length, seed, replicates: 50 })
  assert.deepEqual(run(1), run(1))
  assert.notDeepEqual(run(1), run(2))
})

test('bootstrap: replicates without a value are left out, and none at all gives NaN', () => {
  const one = { units: 2, seed: 1, replicates: 200 }
  assert.deepEqual(
    bootstrap((counts) => (counts[0] === 0 ? Number.NaN : 3), one),
    { se: 0, ci: [3, 3] },
  )
  assert.ok(Number.isNaN(bootstrap(() => Number.NaN, one).se))
})

test('bootstrap: one unit gives no interval, instead of one without width', () => {
  const { ci, se } = bootstrap(() => 3, { units: 1, seed: 1 })
  assert.deepEqual([se, ...ci], [Number.NaN, Number.NaN, Number.NaN])
})
