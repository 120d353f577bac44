import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doaneEdges } from '../../../core/drift/compat/doane-edges.ts'
import { sturgesEdges } from '../../../core/drift/compat/sturges-edges.ts'
import { countInBins } from '../../../core/drift/statistics/count-in-bins.ts'
import { pooled, REFERENCE } from '../fixture.ts'

test('sturgesEdges: bit for bit numpy.histogram_bin_edges(bins="sturges"), of numbers and of integers', () => {
  for (const { values, integers, sturges } of REFERENCE.edges) {
    const sample = { low: Math.min(...values), high: Math.max(...values), size: values.length, integers }
    assert.deepEqual([...sturgesEdges(sample)], sturges)
  }
})

test('doaneEdges: bit for bit numpy.histogram_bin_edges(bins="doane")', () => {
  for (const { values, doane } of REFERENCE.edges) {
    const { values: different, reference } = pooled(values, values)
    if (doane !== null) assert.deepEqual([...doaneEdges(different, reference)], doane)
  }
})

test('countInBins: a value on an edge is in the upper bin, on the last edge in the last, outside in none', () => {
  const rows = Float64Array.of(1, 2, 4, 8, 16)
  assert.deepEqual([...countInBins(Float64Array.of(-1, 0, 1, 2, 3), rows, Float64Array.of(0, 1, 2))], [2, 12])
})
