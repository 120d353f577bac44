import assert from 'node:assert/strict'
import { test } from 'node:test'
import { debiasJensenShannon, debiasPsi } from '../../../core/drift/statistics/debias-shares.ts'
import { jensenShannonDivergence } from '../../../core/drift/statistics/jensen-shannon.ts'
import { psi } from '../../../core/drift/statistics/psi.ts'
import { sharesOf } from '../../../core/drift/statistics/shares.ts'
import { randomBits } from '../../../core/stats/random.ts'

/** The mean of a distance over pairs of samples of one source with 12 equally frequent categories. */
function meanOf(distance: (p: Float64Array, q: Float64Array) => number): number {
  const bits = randomBits(3)
  const draw = (rows: number) => {
    const list = new Array<number>(12).fill(0)
    for (let i = 0; i < rows; i++) list[Math.floor(((bits() >>> 0) / 2 ** 32) * 12)]!++
    return sharesOf(list)
  }
  let sum = 0
  for (let pair = 0; pair < 300; pair++) sum += distance(draw(1500), draw(900))
  return sum / 300
}

test('debiasJensenShannon: what it takes is the mean squared distance of 300 pairs from one source, to 10 %', () => {
  const taken = 1 - debiasJensenShannon(1, { bins: 12, n: 1500, m: 900 }) ** 2
  const found = meanOf(jensenShannonDivergence)
  assert.ok(Math.abs(found / taken - 1) < 0.1, `${found / taken}`)
})

test('debiasPsi: what it takes is the mean PSI of 300 pairs from one source, to 10 %', () => {
  const taken = 1 - debiasPsi(1, { bins: 12, n: 1500, m: 900 })
  const found = meanOf(psi)
  assert.ok(Math.abs(found / taken - 1) < 0.1, `${found / taken}`)
})

test('debias: never below 0, and nothing to take where there is one bin', () => {
  assert.equal(debiasJensenShannon(0.01, { bins: 30, n: 200, m: 200 }), 0)
  assert.equal(debiasPsi(0.01, { bins: 30, n: 200, m: 200 }), 0)
  assert.equal(debiasPsi(0.01, { bins: 1, n: 200, m: 200 }), 0.01)
})
