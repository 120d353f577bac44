import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nannymlBins } from '../../../core/drift/compat/nannyml-bins.ts'
import { pooled } from '../fixture.ts'

const range = (from: number, size: number) => Array.from({ length: size }, (_, i) => from + i)

test('nannymlBins: what lies outside the bins of the reference is one more bin, and only where there is any', () => {
  const { reference, current } = nannymlBins(pooled(range(0, 100), range(90, 30)))
  assert.equal(reference.length, Array.from(reference).findLastIndex((rows) => rows > 0) + 2)
  assert.equal(reference[reference.length - 1], 0)
  assert.equal(current[current.length - 1], 20)
  assert.equal(nannymlBins(pooled(range(0, 100), range(0, 100))).reference.length, reference.length - 1)
})

test('nannymlBins: 50 values that often come again are a category each, 51 are binned', () => {
  const often = (different: number) => range(0, 1000).map((i) => i % different)
  assert.equal(nannymlBins(pooled(often(50), [3])).reference.length, 50)
  assert.equal(nannymlBins(pooled(often(50), [3, 3.5])).reference.length, 51)
  assert.ok(nannymlBins(pooled(often(51), [3])).reference.length < 20)
})
