import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { robustZ, strangeFrom } from '../../../core/drift/operations/robust-z.ts'
import { randomBits } from '../../../core/stats/random.ts'

/** SciPy 1.17.1: (x − median(h)) / (1.4826 · median_abs_deviation(h)) */
const SCIPY: readonly (readonly [value: number, history: readonly number[], z: number])[] = [
  [16, [9, 10, 10, 11, 12], 4.046944556859571],
  [1000, [1200, 1180, 1215, 1190, 1240, 1201, 1177, 1230], -7.727736987146134],
  [0.5, [0.5, 0.25, 0.75, 0.125], 0.44966050631773014],
]

test('robust z equals SciPy’s median absolute deviation', () => {
  for (const [value, history, z] of SCIPY)
    assert.ok(Math.abs(robustZ(value, history, 1e-9) - z) < 1e-12 * Math.abs(z), `${robustZ(value, history, 1e-9)}`)
})

test('a constant history counts by the floor', () => {
  assert.equal(robustZ(11, [10, 10, 10, 10], 2), 0.5)
  assert.equal(robustZ(10, [10, 10, 10], 1), 0)
})

test('the order of earlier values, their place and their unit change nothing', () => {
  const whole = fc.integer({ min: -1000, max: 1000 })
  fc.assert(
    fc.property(fc.array(whole, { minLength: 1, maxLength: 40 }), whole, whole, (history, value, moved) => {
      const z = robustZ(value, history, 1)
      assert.equal(robustZ(value, history.toReversed(), 1), z)
      assert.ok(
        Math.abs(
          robustZ(
            value + moved,
            history.map((one) => one + moved),
            1,
          ) - z,
        ) < 1e-9,
      )
      assert.ok(
        Math.abs(
          robustZ(
            4 * value,
            history.map((one) => 4 * one),
            4,
          ) - z,
        ) < 1e-9,
      )
      assert.ok(
        Math.abs(
          robustZ(
            -value,
            history.map((one) => -one),
            1,
          ) + z,
        ) < 1e-9,
      )
    }),
  )
})

test('of normal values without a change, 0.1 to 0.3 % are strange, however many are known', () => {
  const bits = randomBits(11)
  const uniform = () => (bits() >>> 0) / 2 ** 32
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  for (const n of [8, 10, 15, 20, 30]) {
    let strange = 0
    for (let draw = 0; draw < 20_000; draw++) {
      const history = Array.from({ length: n }, normal)
      if (Math.abs(robustZ(normal(), history, 1e-9)) > strangeFrom(n)) strange++
    }
    assert.ok(strange > 20 && strange < 60, `${strange} of 20,000 at ${n}`)
  }
})
