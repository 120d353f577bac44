import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { holm } from '../../core/stats/holm.ts'
import { close } from '../close.ts'

test('holm: .01 .02 .03 .04 .05 become .05 .08 .09 .09 .09 (statsmodels 0.15 multipletests)', () => {
  const expected = [0.05, 0.08, 0.09, 0.09, 0.09]
  for (const [i, p] of holm([0.01, 0.02, 0.03, 0.04, 0.05]).entries()) close(p, expected[i]!, 1e-12)
})

test('holm: keeps the order it was given and never goes above 1', () => {
  assert.deepEqual(holm([0.9, 0.2, 0.7]), [1, 0.6000000000000001, 1])
  assert.deepEqual(holm([]), [])
})

test('holm: never below the p-value, never reorders, never above Bonferroni', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (pValues) => {
      const adjusted = holm(pValues)
      for (const [i, p] of pValues.entries()) {
        assert.ok(adjusted[i]! >= p && adjusted[i]! <= Math.min(1, p * pValues.length))
        for (const [j, q] of pValues.entries()) if (p <= q) assert.ok(adjusted[i]! <= adjusted[j]!)
      }
    }),
  )
})
