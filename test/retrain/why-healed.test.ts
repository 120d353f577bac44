import assert from 'node:assert/strict'
import test from 'node:test'
import { whyHealed } from '../../core/retrain/why-healed.ts'

test('whyHealed: what a pull request was begun for has healed, and nothing else closes it', () => {
  const found = { performance: 'stable', verdict: 'stable' } as const
  const told = (evidence: string, word: Parameters<typeof whyHealed>[1] = found) => whyHealed(evidence, word)
  const end = 'should be again, so there is no reason to change the model'
  assert.equal(told('performance of v1.0.0 since x'), `performance in production is what it ${end}`)
  assert.equal(told('inputs of v1.0.0 since x'), `inputs in production are what they ${end}`)
  assert.equal(told('inputs of v1.0.0 since x', { performance: null, verdict: 'watch' }), undefined)
  assert.equal(told('performance of v1.0.0 since x', { ...found, performance: null }), undefined, 'no labels say so')
  for (const evidence of ['schedule 2026-03-15T00:00:00.000Z', 'asked 2026-03-15T00:00:00.000Z', 'performances'])
    assert.equal(told(evidence), undefined)
  assert.equal(whyHealed('performance of v1.0.0 since x', undefined), undefined)
})
