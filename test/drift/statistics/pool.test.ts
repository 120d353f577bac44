import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { pooled } from '../fixture.ts'
import { rows } from '../samples.ts'

test('pool: each value once, with the rows of either sample', () => {
  const { values, reference, current, n, m } = pooled([2, 1, 2, 5], [2, 7, 7])
  assert.deepEqual([...values], [1, 2, 5, 7])
  assert.deepEqual([...reference], [1, 2, 1, 0])
  assert.deepEqual([...current], [0, 1, 0, 2])
  assert.deepEqual([n, m], [4, 3])
})

test('pool: no row is lost and no value comes twice', () => {
  fc.assert(
    fc.property(rows, rows, (a, b) => {
      const { values, reference, current } = pooled(a, b)
      assert.equal(values.length, new Set([...a, ...b].map((value) => value + 0)).size)
      for (const [k, value] of values.entries()) {
        assert.equal(reference[k], a.filter((row) => row === value).length)
        assert.equal(current[k], b.filter((row) => row === value).length)
      }
    }),
  )
})
