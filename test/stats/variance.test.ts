import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { varianceOf } from '../../core/stats/variance.ts'
import { close } from '../close.ts'

const values = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 2, maxLength: 40 })

test('varianceOf: of a mean it is the sample variance over n', () => {
  const rows = [2, 4, 4, 9]
  const mean = 4.75
  const influence = Float64Array.from(rows, (value) => (value - mean) / rows.length)
  const { variance, df } = varianceOf(influence)
  close(variance, 8.916666666666666 / 4, 1e-15)
  assert.equal(df, Infinity)
})

test('varianceOf: every row its own group is every row by itself, with n − 1 degrees of freedom', () => {
  fc.assert(
    fc.property(values, (rows) => {
      const codes = Uint32Array.from(rows, (_, row) => row)
      const grouped = varianceOf(Float64Array.from(rows), { groups: { codes, count: rows.length } })
      close(grouped.variance, varianceOf(Float64Array.from(rows)).variance)
      assert.equal(grouped.df, rows.length - 1)
    }),
  )
})

test('varianceOf: groups without rows do not count', () => {
  const influence = Float64Array.of(1, 1, -2)
  const dense = varianceOf(influence, { groups: { codes: Uint32Array.of(0, 0, 1), count: 2 } })
  assert.deepEqual(dense, { variance: 16, df: 1 })
  assert.deepEqual(varianceOf(influence, { groups: { codes: Uint32Array.of(1, 1, 8), count: 9 } }), dense)
})

test('varianceOf: each stratum has its own n/(n − 1)', () => {
  const influence = Float64Array.of(1, -1, 2, -1, -1)
  assert.equal(varianceOf(influence, { strata: Uint8Array.of(0, 0, 1, 1, 1) }).variance, 2 * 2 + 6 * 1.5)
})

test('varianceOf: cannot be known from one group or a stratum of one row', () => {
  const influence = Float64Array.of(1, -1)
  assert.deepEqual(varianceOf(influence, { groups: { codes: Uint32Array.of(0, 0), count: 1 } }), {
    variance: Infinity,
    df: 0,
  })
  assert.equal(varianceOf(influence, { strata: Uint8Array.of(0, 1) }).variance, Infinity)
})
