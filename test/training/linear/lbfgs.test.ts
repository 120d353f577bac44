import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minimize } from '../../../core/training/linear/lbfgs.ts'
import { widestGap } from '../penguins.ts'

const options = { maxIterations: 500, tolerance: 1e-10 }

test('minimize: finds the bottom of a parabola', () => {
  const bottom = minimize(
    (x) => ({ value: (x[0]! - 3) ** 2, gradient: Float64Array.of(2 * (x[0]! - 3)) }),
    Float64Array.of(0),
    options,
  )
  assert.ok(Math.abs(bottom[0]! - 3) < 1e-9)
})

test('minimize: finds the bottom of a narrow bowl of 30 dimensions', () => {
  const bends = Float64Array.from({ length: 30 }, (_, i) => 10 ** (i / 6))
  const evaluate = (x: Float64Array) => ({
    value: x.reduce((sum, xi, i) => sum + bends[i]! * (xi - i) ** 2, 0),
    gradient: x.map((xi, i) => 2 * bends[i]! * (xi - i)),
  })
  const bottom = minimize(evaluate, new Float64Array(30), options)
  assert.ok(
    widestGap(
      bottom,
      Array.from({ length: 30 }, (_, i) => i),
    ) < 1e-3,
  )
})

test('minimize: does not move from the bottom, and stops after the iterations it was given', () => {
  const evaluate = (x: Float64Array) => ({ value: x[0]! ** 4, gradient: Float64Array.of(4 * x[0]! ** 3) })
  assert.deepEqual(minimize(evaluate, Float64Array.of(0), options), Float64Array.of(0))
  const once = minimize(evaluate, Float64Array.of(0.9), { ...options, maxIterations: 1 })
  const twice = minimize(evaluate, Float64Array.of(0.9), { ...options, maxIterations: 2 })
  assert.ok(Math.abs(twice[0]!) < Math.abs(once[0]!) && Math.abs(once[0]!) < 1)
})
