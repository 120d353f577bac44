import assert from 'node:assert/strict'
import { test } from 'node:test'
import { totalVariationTest } from '../../../core/drift/statistics/total-variation-test.ts'
import { randomBits } from '../../../core/stats/random.ts'
import { close } from '../../close.ts'
import { C, R } from '../fixture.ts'

test('totalVariationTest: R against C is .972 to three errors of 1,000 deals', () => {
  // Evidently 0.7 says .928 for its 1,000 deals, since it compares sums of rounded shares: of its deals that are exactly
  // as far apart as the samples are, it loses some. With 1e-12 of leeway the same deals give .972.
  const { statistic, pValue } = totalVariationTest({ reference: R, current: C }, { bits: randomBits(1) })
  close(statistic, 6 / 88, 1e-15)
  assert.ok(Math.abs(pValue - 0.972) < 3 * Math.sqrt((0.972 * 0.028 * 2) / 1000), `${pValue}`)
})

test('totalVariationTest: equals the share of all deals of small samples', () => {
  // Two of the four rows aabb: both a or both b in 2 of 6 deals.
  const { asExtreme } = totalVariationTest(
    { reference: [2, 0], current: [0, 2] },
    { permutations: 30_000, bits: randomBits(2) },
  )
  close(asExtreme / 30_000, 1 / 3, 0.01)
})

test('totalVariationTest: which sample is which does not matter, and a seed fixes all', () => {
  const one = totalVariationTest({ reference: [30, 8, 2], current: [10, 9, 9] }, { bits: randomBits(5) })
  const again = totalVariationTest({ reference: [30, 8, 2], current: [10, 9, 9] }, { bits: randomBits(5) })
  const other = totalVariationTest({ reference: [10, 9, 9], current: [30, 8, 2] }, { bits: randomBits(5) })
  assert.deepEqual(again, one)
  assert.deepEqual(other, one)
})
