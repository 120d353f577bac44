import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { gainOf, gainTowardsZero } from '../../core/comparison/gain.ts'
import { close } from '../close.ts'

/** Candidate and baseline with these standard errors and no correlation. */
const independent = (candidate: number, baseline: number, se: number) => (c: number, b: number) => ({
  value: c * candidate + b * baseline,
  variance: (c ** 2 + b ** 2) * se ** 2,
  df: Infinity,
})

const number = fc.double({ min: -3, max: 3, noNaN: true })

test('gainOf: a loss in a metric that should be low is a gain', () => {
  const delta = { value: -1, variance: 0.25, df: Infinity }
  const { ci } = gainOf(delta, -1)
  close(ci[0], 1 - 1.959963984540054 / 2, 1e-12)
  close(ci[1], 1 + 1.959963984540054 / 2, 1e-12)
})

test('gain: p for no worse than the margin is below 0.025 just where the interval lies below it', () => {
  const margin = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(number, number, margin, fc.boolean(), (candidate, baseline, allowed, towardsZero) => {
      const combine = independent(candidate, baseline, 0.4)
      const { ci, pWorse } = towardsZero ? gainTowardsZero(combine) : gainOf(combine(1, -1), 1)
      if (Math.abs(ci[1] + allowed) < 1e-9) return
      assert.equal(pWorse(allowed) < 0.025, ci[1] < -allowed)
    }),
  )
})

test('gainTowardsZero: far from zero it is the ordinary difference of sizes', () => {
  const { ci } = gainTowardsZero(independent(-10, 12, 0.1))
  const half = 1.959963984540054 * Math.SQRT2 * 0.1
  close(ci[0], 2 - half, 1e-12)
  close(ci[1], 2 + half, 1e-12)
})

test('gainTowardsZero: near zero it holds the measured gain and is at least as wide as the difference', () => {
  fc.assert(
    fc.property(number, number, (candidate, baseline) => {
      const combine = independent(candidate, baseline, 1)
      const { ci } = gainTowardsZero(combine)
      const gain = Math.abs(baseline) - Math.abs(candidate)
      assert.ok(ci[0] <= gain + 1e-12 && gain <= ci[1] + 1e-12)
    }),
  )
})

test('gainTowardsZero: swapping the models turns the interval around', () => {
  fc.assert(
    fc.property(number, number, (candidate, baseline) => {
      const [one, other] = [
        gainTowardsZero(independent(candidate, baseline, 0.5)),
        gainTowardsZero(independent(baseline, candidate, 0.5)),
      ]
      close(one.ci[0], -other.ci[1], 1e-9)
      close(one.ci[1], -other.ci[0], 1e-9)
    }),
  )
})

test('gainOf: without variance the difference is what it is', () => {
  const { ci, pWorse } = gainOf({ value: -1, variance: 0, df: Infinity }, 1)
  assert.deepEqual(ci, [-1, -1])
  assert.deepEqual([pWorse(0.5), pWorse(1)], [0, 1])
})
