import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nannymlBins, nannymlCategories } from '../../../core/drift/compat/nannyml-bins.ts'
import { pooled } from '../fixture.ts'

const range = (from: number, size: number) => Array.from({ length: size }, (_, i) => from + i)

test('nannymlBins: what lies outside the bins of the reference is one more bin, and only where there is any', () => {
  const { reference, current } = nannymlBins(pooled(range(0, 100), range(90, 30)))
  assert.equal(reference[reference.length - 1], 0)
  assert.equal(current[current.length - 1], 20)
  assert.equal(nannymlBins(pooled(range(0, 100), range(0, 100))).reference.length, reference.length - 1)
})

test('nannymlCategories: categories without change stay as they are', () => {
  const { reference, current } = nannymlCategories({ reference: [3, 2], current: [0, 4] })
  assert.deepEqual(
    [[...Array.from(reference)], [...Array.from(current)]],
    [
      [3, 2],
      [0, 4],
    ],
  )
})
