import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decileEdges } from '../../../core/drift/pairs/decile-bins.ts'
import { weightedPool } from '../../../core/drift/pairs/weighted-pool.ts'
import { kolmogorovDistance } from '../../../core/drift/statistics/kolmogorov-distance.ts'
import { wasserstein } from '../../../core/drift/statistics/wasserstein.ts'
import { close } from '../../close.ts'
import { pooled } from '../fixture.ts'
import { rows } from '../samples.ts'

const weighted = rows.chain((values) =>
  fc.record({
    values: fc.constant(values),
    weights: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: values.length, maxLength: values.length }),
    current: rows,
  }),
)

test('weightedPool: whole weights do what so many copies of a row do, but for the number of rows', () => {
  fc.assert(
    fc.property(weighted, ({ values, weights, current }) => {
      fc.pre(weights.some((weight) => weight > 0))
      const found = weightedPool({
        reference: Float64Array.from(values),
        weights: Float64Array.from(weights),
        current: Float64Array.from(current),
      })
      const copies = pooled(
        values.flatMap((value, row) => Array<number>(weights[row]!).fill(value)),
        current,
      )
      close(kolmogorovDistance(found), kolmogorovDistance(copies))
      close(wasserstein(found), wasserstein(copies))
      assert.deepEqual(decileEdges(found), decileEdges(copies))
      close(
        found.n,
        weights.reduce((sum, weight) => sum + weight, 0) ** 2 / weights.reduce((sum, weight) => sum + weight ** 2, 0),
      )
    }),
  )
})

test('weightedPool: equal weights change nothing', () => {
  fc.assert(
    fc.property(rows, rows, fc.constantFrom(0.25, 1, 3), (reference, current, weight) => {
      const found = weightedPool({
        reference: Float64Array.from(reference),
        weights: new Float64Array(reference.length).fill(weight),
        current: Float64Array.from(current),
      })
      const plain = pooled(reference, current)
      close(found.n, plain.n)
      for (const [k, count] of found.reference.entries()) close(count, plain.reference[k]!)
    }),
  )
})

test('weightedPool: refuses weights below 0, not one a row, or all 0', () => {
  const [reference, current] = [Float64Array.of(1, 2), Float64Array.of(1)]
  for (const weights of [[1, -1], [1], [0, 0], [1, NaN]]) {
    assert.throws(() => weightedPool({ reference, current, weights: Float64Array.from(weights) }), RangeError)
  }
})
