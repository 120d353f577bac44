import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fewRowsDf } from '../../core/comparison/few-rows.ts'
import { studentTQuantile } from '../../core/stats/student-t.ts'

/** `count` rows on which one model alone is right, among 10,000. */
const differing = (count: number) => Float64Array.from({ length: 10_000 }, (_, row) => (row < count ? 1 : 0))

test('fewRowsDf: rows that differ alike count one each', () => {
  assert.equal(fewRowsDf(differing(8)), 7)
  assert.equal(fewRowsDf(Float64Array.of(0, 1, -1, 1, 1, 0, 0)), 3)
})

test('fewRowsDf: one or two rows give two degrees of freedom', () => {
  assert.deepEqual(
    [1, 2, 3].map((rows) => fewRowsDf(differing(rows))),
    [2, 2, 2],
  )
})

test('fewRowsDf: thirty rows or more, or none, leave the normal', () => {
  assert.equal(fewRowsDf(differing(29)), 28)
  assert.deepEqual(
    [0, 30, 5000].map((rows) => fewRowsDf(differing(rows))),
    [Infinity, Infinity, Infinity],
  )
})

test('fewRowsDf: an interval from it holds the exact Poisson limit within a fifth', () => {
  // Upper 97.5 % limits of a Poisson mean, SciPy chi2.ppf(0.975, 2 (k + 1)) / 2.
  const limits = { 1: 5.5716, 2: 7.2247, 3: 8.7673, 5: 11.6683, 10: 18.3904, 20: 30.8884, 29: 41.6492 }
  for (const [rows, limit] of Object.entries(limits)) {
    const k = Number(rows)
    const reached = k + studentTQuantile(0.975, fewRowsDf(differing(k))) * Math.sqrt(k)
    assert.ok(Math.abs(reached / limit - 1) < 0.2, `${k} rows reach ${reached}, exactly ${limit}`)
  }
})
