import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { poolRare } from '../../../core/drift/statistics/pool-rare.ts'
import { counts } from '../samples.ts'

test('poolRare: categories that expect fewer than 5 become one, the others stay in their order', () => {
  const pooled = poolRare({ reference: [2, 60, 3, 35], current: [1, 50, 4, 45] })
  assert.deepEqual(pooled, { reference: [60, 35, 5], current: [50, 45, 5], kept: [1, 3] })
})

test('poolRare: a single rare category takes the next with it', () => {
  const pooled = poolRare({ reference: [1, 60, 39], current: [0, 60, 40] })
  assert.deepEqual(pooled, { reference: [60, 40], current: [60, 40], kept: [1] })
})

test('poolRare: nothing to pool changes nothing', () => {
  assert.deepEqual(poolRare({ reference: [50, 50], current: [9, 8] }), {
    reference: [50, 50],
    current: [9, 8],
    kept: [0, 1],
  })
})

test('poolRare: loses no row, and leaves either enough in each category or one category', () => {
  fc.assert(
    fc.property(counts, ({ reference, current }) => {
      const pooled = poolRare({ reference, current })
      const sum = (list: readonly number[]) => list.reduce((total, rows) => total + rows, 0)
      const [n, m] = [sum(reference), sum(current)]
      assert.deepEqual([sum(pooled.reference), sum(pooled.current)], [n, m])
      if (pooled.reference.length === 1) return
      for (const [k, rows] of pooled.reference.entries()) {
        assert.ok(((rows + pooled.current[k]!) * Math.min(n, m)) / (n + m) >= 5 - 1e-9)
      }
    }),
  )
})
