import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayMissing } from '../../core/card/say-missing.ts'

test('sayMissing: one thing is, several are', () => {
  assert.deepEqual([0, 1, 2].map(sayMissing), ['nothing is missing', '1 thing is missing:', '2 things are missing:'])
})
