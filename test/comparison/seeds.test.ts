import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seedScatter } from '../../core/comparison/seeds.ts'
import { close } from '../close.ts'

test('seedScatter: one training on each side adds nothing', () => {
  assert.deepEqual(seedScatter([0.7], [0.6]).seeds(1, -1), { variance: 0, df: Infinity })
})

test('seedScatter: each side brings s² / k', () => {
  const { variance, df } = seedScatter([0.6, 0.7, 0.8], [0.5, 0.7]).seeds(1, -1)
  close(variance, 0.01 / 3 + 0.02 / 2, 1e-12)
  close(df, (0.01 / 3 + 0.01) ** 2 / ((0.01 / 3) ** 2 / 2 + 0.01 ** 2), 1e-9)
})

test('seedScatter: a side trained once borrows the other’s variance and says so', () => {
  const { seeds, note } = seedScatter([0.6, 0.7, 0.8], [0.65])
  close(seeds(1, -1).variance, 0.01 / 3 + 0.01, 1e-12)
  assert.equal(seeds(1, -1).df, 2)
  assert.match(note!, /the baseline was trained once; .* that of the candidate \(3 seeds\)/)
  assert.match(seedScatter([0.65], [0.6, 0.7]).note!, /the candidate was trained once/)
})

test('seedScatter: nothing is said where both sides were repeated', () => {
  assert.equal(seedScatter([0.6, 0.7], [0.5, 0.7]).note, null)
})
