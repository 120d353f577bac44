import assert from 'node:assert/strict'
import { test } from 'node:test'
import { skewedReach } from '../../core/stats/skewed-reach.ts'
import { close } from '../close.ts'

/** Right-skewed values that sum to 0. */
const SKEWED = Float64Array.from({ length: 40 }, (_, i) => (i === 0 ? 39 : -1))

test('skewedReach: symmetric values reach as far below as above', () => {
  assert.deepEqual(skewedReach(Float64Array.of(-1, 0, 1), undefined, 1.96), [1.96, 1.96])
})

test('skewedReach: a right-skewed mean reaches further up than down, and mirrored values the other way', () => {
  const [below, above] = skewedReach(SKEWED, undefined, 1.96)
  assert.ok(above > 1.96 && below < 1.96 && below >= 0, `${below} and ${above}`)
  const mirrored = skewedReach(
    SKEWED.map((value) => -value),
    undefined,
    1.96,
  )
  close(mirrored[0], above, 1e-12)
  close(mirrored[1], below, 1e-12)
})

test('skewedReach: values and their scale do not matter, groups are what is skewed', () => {
  const scaled = skewedReach(
    SKEWED.map((value) => value * 1e-6),
    undefined,
    1.96,
  )
  close(scaled[1], skewedReach(SKEWED, undefined, 1.96)[1], 1e-9)
  const even = { codes: Uint32Array.from(SKEWED, () => 0), count: 1 }
  assert.deepEqual(skewedReach(SKEWED, even, 1.96), [1.96, 1.96])
})

test('skewedReach: inverts Hall’s transformation of the t statistic', () => {
  const skewness = 0.3
  const hall = (t: number) => t + (skewness * t ** 2) / 3 + (skewness ** 2 * t ** 3) / 27 + skewness / 6
  const values = withSkewness(skewness)
  const [below, above] = skewedReach(values, undefined, 1.96)
  close(hall(below), 1.96, 1e-6)
  close(hall(-above), -1.96, 1e-6)
})

/** Two values whose Σx³ / (Σx²)^1.5 is as asked, found by bisection. */
function withSkewness(target: number): Float64Array {
  const make = (share: number) =>
    Float64Array.from({ length: 60 }, (_, i) => (i < 3 ? share : (-3 * share) / 57 + 0 * i))
  const mix = (weight: number) => {
    const skewed = make(1)
    return skewed.map((value, i) => value * weight + (i % 2 === 0 ? 1 : -1) * (1 - weight))
  }
  const skewnessOf = (values: Float64Array) => {
    const squares = values.reduce((sum, value) => sum + value ** 2, 0)
    return values.reduce((sum, value) => sum + value ** 3, 0) / squares ** 1.5
  }
  let [low, high] = [0, 1]
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2
    if (skewnessOf(mix(middle)) < target) low = middle
    else high = middle
  }
  return mix(high)
}
