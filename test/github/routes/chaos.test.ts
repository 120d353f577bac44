import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Chaos, chaosOf } from './chaos.ts'

const fates = (chaos: Chaos) => Array.from({ length: 200 }, chaosOf(chaos))

test('chaos: where nothing is set, all arrives once, at once and in its place', () => {
  const calm = { copies: 1, behind: 0, delay: 0, dropped: false, lost: false }
  assert.deepEqual(chaosOf({ seed: 7 })(), calm)
})

test('chaos: one share can change, and what happens to the others stays', () => {
  const dropped = (chaos: Chaos) => fates(chaos).map((fate) => fate.dropped)
  assert.deepEqual(dropped({ seed: 7, drop: 0.1 }), dropped({ seed: 7, drop: 0.1, duplicate: 0.5, reorder: 0.5 }))
  assert.notDeepEqual(dropped({ seed: 7, drop: 0.1 }), dropped({ seed: 8, drop: 0.1 }))
})

test('chaos: shares are kept: 20 % of 200 is between 25 and 55', () => {
  const twice = fates({ seed: 7, duplicate: 0.2 }).filter(({ copies }) => copies === 2).length
  assert.ok(twice > 25 && twice < 55)
})
