import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ascending } from '../../../core/drift/statistics/ascending.ts'

test('ascending: orders numbers as numbers and leaves what it was given', () => {
  const given = [10, -0.5, 9, 1e-3]
  assert.deepEqual([...ascending(given)], [-0.5, 1e-3, 9, 10])
  assert.deepEqual(given, [10, -0.5, 9, 1e-3])
})

test('ascending: refuses an empty sample, NaN and infinite values', () => {
  for (const bad of [[], [1, Number.NaN], [Infinity, 1], [1, -Infinity]]) {
    assert.throws(() => ascending(bad), RangeError)
  }
})
