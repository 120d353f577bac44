import assert from 'node:assert/strict'
import { test } from 'node:test'
import { binomialProbability } from '../../core/stats/binomial-probability.ts'
import { relativelyClose } from '../close.ts'
import { REFERENCE } from '../drift/fixture.ts'

test('binomialProbability: equals SciPy 1.17 binom.pmf to 1e-12 relative, from 1 to 1,000,000 trials', () => {
  for (const [k, n, p, expected] of REFERENCE.binomial) {
    relativelyClose(binomialProbability(k, n, p), expected, 1e-12, `${k} of ${n} at ${p}:`)
  }
})

test('binomialProbability: what is certain happens, and what is impossible does not', () => {
  assert.deepEqual([binomialProbability(0, 5, 0), binomialProbability(5, 5, 1)], [1, 1])
  assert.deepEqual([binomialProbability(1, 5, 0), binomialProbability(4, 5, 1)], [0, 0])
})
