import assert from 'node:assert/strict'
import { test } from 'node:test'
import { poolLevels } from '../../../core/training/linear/pool-levels.ts'
import { standardize } from '../../../core/training/linear/standardize.ts'
import { texts } from '../columns.ts'

test('standardize: mean 0 and variance 1 over the values that are there, the mean for the rest', () => {
  const { values, mean, scale, missing } = standardize(Float64Array.of(1, 3, Number.NaN), undefined)
  assert.deepEqual([...values], [-1, 1, 0])
  assert.deepEqual([mean, scale], [2, 1])
  assert.deepEqual([...missing!], [0, 0, 1])
})

test('standardize: weights count as rows', () => {
  const weighted = standardize(Float64Array.of(1, 4), Float64Array.of(2, 1))
  const repeated = standardize(Float64Array.of(1, 1, 4), undefined)
  assert.deepEqual([weighted.mean, weighted.scale], [repeated.mean, repeated.scale])
})

test('standardize: a constant, even one that is no 32-bit float, and a column of gaps are 0', () => {
  for (const value of [0, 0.1, 1e30, Number.NaN, Number.POSITIVE_INFINITY]) {
    const { values, missing } = standardize(new Float64Array(9).fill(value), undefined)
    assert.ok(values.every((z) => z === 0))
    assert.equal(missing, undefined)
  }
})

test('poolLevels: rare levels share the last place, and missing text is a level', () => {
  const { levels, codes } = poolLevels(texts(['a', 'a', 'b', undefined, undefined, '', 'c']), 2)
  assert.deepEqual(levels, ['a', ''])
  assert.deepEqual([...codes], [0, 0, 2, 1, 1, 1, 2])
})
