import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { asProbability, normaliseRows } from '../../core/models/probability.ts'

test('asProbability: forgives rounding of 32-bit arithmetic and nothing more', () => {
  assert.deepEqual([0, 0.3, 1, -1e-7, 1 + 1e-7].map(asProbability), [0, 0.3, 1, 0, 1])
  assert.deepEqual([-0.1, 1.1, Number.NaN, Infinity].map(asProbability), [
    Number.NaN,
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ])
})

test('normaliseRows: a second time changes no bit', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(
      fc.array(share, { minLength: 2, maxLength: 200 }),
      fc.double({ min: 0.9991, max: 1.0009, noNaN: true }),
      (shares, total) => {
        const sum = shares.reduce((a, b) => a + b, 0)
        fc.pre(sum > 0.001)
        const values = Float64Array.from(shares, (value) => (value / sum) * total)
        assert.equal(normaliseRows(values, values.length), undefined)
        const again = values.slice()
        normaliseRows(again, again.length)
        assert.deepEqual(again, values)
      },
    ),
  )
})

test('normaliseRows: tells the first row whose sum is no 1', () => {
  assert.deepEqual(normaliseRows(Float64Array.of(0.5, 0.5, 0.5, 0.75), 2), { row: 1, sum: 1.25 })
  assert.deepEqual(normaliseRows(Float64Array.of(Number.NaN, 0.5), 2), { row: 0, sum: Number.NaN })
})
