import assert from 'node:assert/strict'
import { test } from 'node:test'
import { poissonOne } from '../../core/stats/poisson-one.ts'
import { randomBits } from '../../core/stats/random.ts'

test('randomBits: a seed gives the same bits, another seed others', () => {
  const draw = (seed: number) => Array.from({ length: 5 }, randomBits(seed))
  assert.deepEqual(draw(7), [-201195905, 1940491036, -1649952098, -974879014, 1187451016])
  assert.notDeepEqual(draw(7), draw(8))
})

test('randomBits: neighbouring seeds are not alike', () => {
  const first = Array.from({ length: 2000 }, (_, seed) => randomBits(seed)() / 2 ** 31)
  const products = first.slice(1).map((value, i) => value * first[i]!)
  const correlation = (3 * products.reduce((sum, value) => sum + value, 0)) / products.length
  assert.ok(Math.abs(correlation) < 4 / Math.sqrt(2000), `correlation ${correlation}`)
})

test('poissonOne: counts come at the Poisson rates (χ² with 6 degrees of freedom below its 99.9 % point)', () => {
  const draw = poissonOne(randomBits(11))
  const n = 200_000
  const seen = new Array<number>(7).fill(0)
  for (let i = 0; i < n; i++) seen[Math.min(6, draw())]!++
  const rates = [1, 1, 1 / 2, 1 / 6, 1 / 24, 1 / 120].map((share) => share / Math.E)
  rates.push(1 - rates.reduce((sum, rate) => sum + rate, 0))
  const chi2 = rates.reduce((sum, rate, k) => sum + (seen[k]! - n * rate) ** 2 / (n * rate), 0)
  assert.ok(chi2 < 22.46, `χ² ${chi2}`)
})

test('poissonOne: inverts the distribution function exactly at its edges', () => {
  const edge = Math.round(Math.exp(-1) * 2 ** 32)
  const of = (draw: number) => poissonOne(() => draw | 0)()
  assert.deepEqual([of(0), of(edge - 1), of(edge), of(2 * edge + 1), of(2 ** 32 - 1)], [0, 0, 1, 2, 12])
})
