import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { argsort } from '../../core/metrics/argsort.ts'

test('argsort: equals a stable sort by comparison, for any finite or infinite numbers', () => {
  const numbers = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, -0, 0.5, 1, -1, 2 ** -1074)))
  fc.assert(
    fc.property(numbers, (values) => {
      const expected = values
        .map((_, i) => i)
        .sort((a, b) => (values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : 0))
      assert.deepEqual([...argsort(Float64Array.from(values))], expected)
    }),
    { numRuns: 300 },
  )
})

test('argsort: leaves its input alone', () => {
  const values = Float64Array.of(3, 1, 2)
  argsort(values)
  assert.deepEqual(values, Float64Array.of(3, 1, 2))
})
