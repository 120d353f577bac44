import assert from 'node:assert/strict'
import test from 'node:test'
import { drawSeed } from '../core/judged-rows.ts'

test('drawSeed: the test set decides it, and it is a seed', () => {
  assert.equal(drawSeed('sha256:0000000aff'), 10)
  assert.equal(drawSeed(`sha256:${'f'.repeat(64)}`), 2 ** 32 - 1)
})
