import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doaneEdges } from '../../../core/drift/compat/doane-edges.ts'
import { equalEdges } from '../../../core/drift/compat/equal-edges.ts'
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

test('countInBins: values in any order, and none is lost where edges coincide or lie too far apart for a number', () => {
  const [values, rows] = [Float64Array.of(2, 9, 0, 1), Float64Array.of(4, 8, 1, 2)]
  assert.deepEqual([...countInBins(values, rows, Float64Array.of(0, 1, 2))], [1, 6])
  const ends = Float64Array.of(-1.7e308, 0, 1.7e308)
  assert.deepEqual([...countInBins(Float64Array.of(1e308, -1.7e308), Float64Array.of(1, 2), ends)], [2, 1])
  const tiny = Float64Array.of(0, 1e-309, 2e-309, 3e-309)
  assert.deepEqual([...countInBins(tiny, new Float64Array(4).fill(1), Float64Array.of(0, 2e-309, 3e-309))], [2, 2])
})

test('equalEdges: numbers between which no bin fits are refused, as NumPy does', () => {
  assert.throws(
    () => equalEdges({ low: 1.7e18, high: 1.7e18 }, 1),
    /^RangeError: Unexpected values from 1700000000000000000 /,
  )
})
