import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { binNumbers, cutNumbers, MISSING } from '../../../core/training/gradient-boosting/bin-numbers.ts'

const float32 = fc.float({ noNaN: false })

test('cutNumbers: a few distinct values get a bin each, cut halfway', () => {
  assert.deepEqual(cutNumbers(Float32Array.of(1, 2, 2, 4, Number.NaN), 255), Float32Array.of(1.5, 3))
  assert.deepEqual(
    binNumbers(Float32Array.of(1, 1.5, 1.75, 9, Number.NaN), Float32Array.of(1.5, 3)),
    Uint8Array.of(0, 0, 1, 2, MISSING),
  )
})

test('cutNumbers: a constant and a column without values have no bounds', () => {
  assert.equal(cutNumbers(Float32Array.of(3, 3), 255).length, 0)
  assert.equal(cutNumbers(Float32Array.of(Number.NaN), 255).length, 0)
})

test('cutNumbers: many values are cut into bins of equally many rows', () => {
  const values = Float32Array.from({ length: 10_000 }, (_, i) => (i * 7919) % 10_000)
  const bins = binNumbers(values, cutNumbers(values, 100))
  const rows = new Int32Array(100)
  for (const bin of bins) rows[bin]!++
  assert.ok(rows.every((count) => count === 100))
})

test('cutNumbers: a value that half of the rows have leaves the bins of the others', () => {
  const values = Float32Array.from({ length: 20_000 }, (_, i) => (i < 10_000 ? 0 : i))
  assert.equal(cutNumbers(values, 255).length, 254)
})

test('cutNumbers: neighbouring 32-bit floats, infinities and both zeros are told apart as a comparison does', () => {
  const next = Math.fround(1 + 2 ** -23)
  const values = Float32Array.of(Number.NEGATIVE_INFINITY, -0, 0, 1, next, Number.POSITIVE_INFINITY)
  assert.deepEqual(binNumbers(values, cutNumbers(values, 255)), Uint8Array.of(0, 1, 1, 2, 3, 4))
})

test('cutNumbers: bounds rise, are 32-bit floats and lie in [low, high) of two neighbours', () => {
  fc.assert(
    fc.property(fc.array(float32, { maxLength: 60 }), fc.integer({ min: 2, max: 20 }), (list, maxBins) => {
      const values = Float32Array.from(list)
      const bounds = cutNumbers(values, maxBins)
      const bins = binNumbers(values, bounds)
      assert.ok(bounds.length < maxBins)
      values.forEach((value, row) => {
        if (Number.isNaN(value)) assert.equal(bins[row], MISSING)
        else assert.equal(bins[row], bounds.filter((bound) => value > bound).length)
      })
      const used = new Set(bins.filter((bin) => bin !== MISSING))
      if (used.size > 0) assert.equal(used.size, bounds.length + 1)
    }),
  )
})
