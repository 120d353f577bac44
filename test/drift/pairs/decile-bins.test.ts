import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { countUpTo, decileEdges } from '../../../core/drift/pairs/decile-bins.ts'
import { pooled } from '../fixture.ts'
import { rows } from '../samples.ts'

test('decileEdges: numpy.quantile with method inverted_cdf gives the same (NumPy 2.4)', () => {
  // np.unique(np.quantile([...], np.arange(1, 10) / 10, method='inverted_cdf'))
  assert.deepEqual([...decileEdges(pooled([0, 0, 0, 0, 1, 1, 2, 5, 7, 9, 9], [3]))], [0, 1, 2, 5, 7, 9])
  assert.deepEqual([...decileEdges(pooled([3, 1, 2], [0]))], [1, 2, 3])
})

test('countUpTo: at deciles no bin of the reference is empty but the one beyond the last, and no row is lost', () => {
  fc.assert(
    fc.property(rows, rows, (reference, current) => {
      const samples = pooled(reference, current)
      const edges = decileEdges(samples)
      const bins = countUpTo(samples, edges)
      assert.ok(
        Array.from(bins.reference)
          .slice(0, -1)
          .every((count) => count > 0),
      )
      for (const [counts, sample] of [
        [bins.reference, reference],
        [bins.current, current],
      ] as const) {
        let before = 0
        for (const [k, edge] of edges.entries()) {
          before += counts[k]!
          assert.equal(before, sample.filter((value) => value <= edge).length)
        }
        assert.equal(before + counts[edges.length]!, sample.length)
      }
    }),
  )
})
