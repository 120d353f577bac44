import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { commonBins } from '../../../core/drift/statistics/common-bins.ts'
import { jensenShannonDivergence } from '../../../core/drift/statistics/jensen-shannon.ts'
import { sharesOf } from '../../../core/drift/statistics/shares.ts'
import { close } from '../../close.ts'

test('commonBins: divergence .65563906222 of [1,2) 2, [2,3) 2 against [2,4) 2, [4,6) 2 (TensorFlow Data Validation)', () => {
  const { reference, current, edges } = commonBins(
    { edges: [1, 2, 3], rows: [2, 2] },
    { edges: [2, 4, 6], rows: [2, 2] },
  )
  assert.deepEqual([...edges], [1, 2, 3, 4, 6])
  close(jensenShannonDivergence(sharesOf(reference), sharesOf(current)), 0.65563906222, 1e-11)
})

test('commonBins: no row is lost', () => {
  const histogram = fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 9 }).chain((edges) =>
    fc.record({
      edges: fc.constant(edges.sort((a, b) => a - b)),
      rows: fc.array(fc.nat({ max: 99 }), { minLength: edges.length - 1, maxLength: edges.length - 1 }),
    }),
  )
  fc.assert(
    fc.property(histogram, histogram, (a, b) => {
      const { reference, current } = commonBins(a, b)
      const sum = (list: ArrayLike<number>) => Array.from(list).reduce((total, rows) => total + rows, 0)
      close(sum(reference), sum(a.rows), 1e-12)
      close(sum(current), sum(b.rows), 1e-12)
    }),
  )
})
