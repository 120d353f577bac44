import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { applyIsotonic, isotonic } from '../../core/stats/isotonic.ts'
import { close } from '../close.ts'
import { REFERENCE } from '../drift/performance/fixture.ts'

for (const [i, { x, y, weights, thresholds, values, at, found }] of REFERENCE.isotonic.entries()) {
  test(`isotonic: equals scikit-learn 1.9 IsotonicRegression(out_of_bounds="clip") on the points of case ${i + 1}`, () => {
    const fit = isotonic({
      x: Float64Array.from(x),
      y,
      weights: weights === null ? undefined : Float64Array.from(weights),
    })
    assert.equal(fit.thresholds.length, thresholds.length)
    for (const [k, threshold] of thresholds.entries()) close(fit.thresholds[k]!, threshold, 1e-12, 'threshold')
    for (const [k, value] of values.entries()) close(fit.values[k]!, value, 1e-12, 'value')
    const ours = applyIsotonic(fit, Float64Array.from(at))
    for (const [k, value] of found.entries()) close(ours[k]!, value, 1e-12, `at ${at[k]}`)
  })
}

const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 3 })), { minLength: 1 })

test('isotonic: never falls, keeps the mean, and no order of the points changes it', () => {
  fc.assert(
    fc.property(points, (pairs) => {
      const fit = fitTo(pairs)
      for (let k = 1; k < fit.values.length; k++) assert.ok(fit.values[k]! >= fit.values[k - 1]!)
      const fitted = applyIsotonic(
        fit,
        Float64Array.from(pairs, ([x]) => x),
      )
      close(
        fitted.reduce((sum, value) => sum + value, 0),
        pairs.reduce((sum, [, y]) => sum + y, 0),
      )
      assert.deepEqual(fitTo(pairs.toReversed()).thresholds, fit.thresholds)
    }),
  )
})

test('isotonic: a row that counts twice is two rows', () => {
  fc.assert(
    fc.property(points, (pairs) => {
      const twice = isotonic({
        x: Float64Array.from(pairs, ([x]) => x),
        y: pairs.map(([, y]) => y),
        weights: new Float64Array(pairs.length).fill(2),
      })
      const { thresholds, values } = fitTo([...pairs, ...pairs])
      assert.deepEqual(twice.thresholds, thresholds)
      for (const [k, value] of values.entries()) close(twice.values[k]!, value)
    }),
  )
})

test('isotonic: refuses points of which none weighs anything', () => {
  const weights = Float64Array.of(0, 0)
  assert.throws(() => isotonic({ x: Float64Array.of(1, 2), y: [0, 1], weights }), {
    name: 'RangeError',
    message: 'Unexpected points without weight, expected at least one to fit to',
  })
})

function fitTo(pairs: readonly (readonly [number, number])[]) {
  return isotonic({ x: Float64Array.from(pairs, ([x]) => x), y: pairs.map(([, y]) => y) })
}
