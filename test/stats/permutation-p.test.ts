import assert from 'node:assert/strict'
import { test } from 'node:test'
import { permutationP } from '../../core/stats/permutation-p.ts'

test('permutationP: is (b + 1) / (B + 1) (Phipson & Smyth 2010)', () => {
  assert.equal(permutationP(0, 999), 0.001)
  assert.equal(permutationP(999, 999), 1)
  assert.equal(permutationP(0, 0), 1)
})
