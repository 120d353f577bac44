import assert from 'node:assert/strict'
import test from 'node:test'
import { decimalsOf, formatCount, formatDelta, formatNumber, formatSigned } from '../core/format-number.ts'

test('decimalsOf: the half width keeps two significant digits', () => {
  assert.equal(decimalsOf([0.0212, 0.042]), 3)
  assert.equal(decimalsOf([-0.00012, 0.0001]), 5)
  assert.equal(decimalsOf([100, 300]), 0)
  assert.equal(decimalsOf(null), 4)
  assert.equal(decimalsOf([0, 0]), 4)
  assert.equal(decimalsOf([Math.log(2), Math.log(2) + 2e-16]), 4, 'all draws are alike but for rounding')
})

test('formatDelta: difference and interval share their decimals', () => {
  assert.equal(formatDelta(0.0316, [0.0212, 0.042]), '+0.032 [+0.021, +0.042]')
  assert.equal(formatDelta(0.0024, [-0.0054, 0.0103]), '+0.0024 [−0.0054, +0.0103]')
  assert.equal(formatDelta(0, null), '0.0000')
})

test('formatNumber: a rounded zero has no sign, none is a dash', () => {
  assert.equal(formatNumber(-0.00001, 3), '0.000')
  assert.equal(formatNumber(null, 3), '–')
  assert.equal(formatNumber(-1234.5, 2), '−1,234.50')
  assert.equal(formatNumber(-9.27e-19, 10), '−9.27e−19')
  assert.equal(formatNumber(1.5e12, 0), '1.50e+12')
  assert.equal(formatSigned(0.00001, 3), '0.000')
  assert.equal(formatCount(480412), '480,412')
})
