import assert from 'node:assert/strict'
import { test } from 'node:test'
import { msprt } from '../../core/stats/msprt.ts'
import { randomBits } from '../../core/stats/random.ts'
import { close } from '../close.ts'

test('msprt: n 100, effect 0.3, variance 2, τ² 0.1 gives Λ 2.66211 (√(2/12) · e^1.875, by hand)', () => {
  const { likelihoodRatio, pValue } = msprt({ n: 100, estimate: 0.3, variance: 2, mixing: 0.1 })
  close(likelihoodRatio, 2.66211, 1e-5)
  close(pValue, 1 / likelihoodRatio, 1e-12)
})

test('msprt: no effect is evidence for none', () => {
  assert.deepEqual(msprt({ n: 100, estimate: 0, variance: 2, mixing: 0.1 }).pValue, 1)
})

test('msprt: looking 300 times at fair coins alarms at most at its level of 5 %', () => {
  const bits = randomBits(20)
  let alarms = 0
  for (let series = 0; series < 400; series++) {
    let sum = 0
    let smallest = 1
    for (let n = 1; n <= 300; n++) {
      sum += bits() < 0 ? -1 : 1
      smallest = Math.min(smallest, msprt({ n, estimate: sum / n, variance: 1, mixing: 0.05 }).pValue)
    }
    if (smallest <= 0.05) alarms++
  }
  assert.ok(alarms / 400 <= 0.05, `${alarms} alarms of 400`)
})
