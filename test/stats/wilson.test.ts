import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { normalQuantile } from '../../core/stats/normal.ts'
import { wilsonInterval } from '../../core/stats/wilson.ts'
import { close } from '../close.ts'

const Z = normalQuantile(0.975)

test('wilsonInterval: 8 of 10 is 0.4902 … 0.9433 (statsmodels 0.15 proportion_confint)', () => {
  const [lo, hi] = wilsonInterval(0.8, 10, Z)
  close(lo, 0.4902, 5e-5)
  close(hi, 0.9433, 5e-5)
})

test('wilsonInterval: without trials it is everything, with infinitely many a point', () => {
  assert.deepEqual(wilsonInterval(0.3, 0, Z), [0, 1])
  assert.deepEqual(wilsonInterval(0.3, Infinity, Z), [0.3, 0.3])
})

test('wilsonInterval: 10 of 10 is not certain', () => {
  const [lo, hi] = wilsonInterval(1, 10, Z)
  close(lo, 10 / (10 + Z * Z), 1e-12)
  assert.equal(hi, 1)
})

test('wilsonInterval: holds the share, stays in [0, 1], and mirrors', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(share, fc.integer({ min: 1, max: 10_000 }), (p, n) => {
      const [lo, hi] = wilsonInterval(p, n, Z)
      assert.ok(0 <= lo && lo <= p + 1e-12 && p <= hi + 1e-12 && hi <= 1)
      close(wilsonInterval(1 - p, n, Z)[0], 1 - hi)
    }),
  )
})
