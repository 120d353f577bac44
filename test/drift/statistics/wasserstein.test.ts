import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { debiasWasserstein, wassersteinByChance } from '../../../core/drift/statistics/debias-wasserstein.ts'
import { referenceDeviation } from '../../../core/drift/statistics/reference-deviation.ts'
import { wasserstein, wassersteinInDeviations } from '../../../core/drift/statistics/wasserstein.ts'
import { normalQuantile } from '../../../core/stats/normal.ts'
import { randomBits } from '../../../core/stats/random.ts'
import { close, relativelyClose } from '../../close.ts'
import { pooled, SAMPLES } from '../fixture.ts'
import { rows } from '../samples.ts'

for (const sample of SAMPLES) {
  test(`wasserstein: equals SciPy 1.17 wasserstein_distance on ${sample.name}, its unit NumPy's std`, () => {
    relativelyClose(wasserstein(sample.pooled), sample.wasserstein, 1e-11)
    relativelyClose(referenceDeviation(sample.pooled), sample.deviation, 1e-11)
  })
}

test('wasserstein: .1733783725 of i / 1000 against 0.9 i / 1000 + 0.1 in deviations (Evidently 0.7)', () => {
  const reference = Array.from({ length: 1000 }, (_, i) => i / 1000)
  const shifted = pooled(
    reference,
    reference.map((x) => 0.9 * x + 0.1),
  )
  close(wassersteinInDeviations(shifted, { least: 0.001 }), 0.1733783725, 1e-10)
})

test('wasserstein: a reference that does not vary makes any change infinite, or one in units of the least deviation', () => {
  assert.equal(wassersteinInDeviations(pooled([2, 2], [2])), 0)
  assert.equal(wassersteinInDeviations(pooled([2, 2], [3])), Infinity)
  assert.equal(wassersteinInDeviations(pooled([2, 2], [3]), { least: 0.001 }), 1000)
})

test('wasserstein: symmetric, 0 for the same rows, a shift of all rows is the distance, a scale scales it', () => {
  fc.assert(
    fc.property(rows, rows, fc.integer({ min: -50, max: 50 }), (a, b, shift) => {
      const distance = wasserstein(pooled(a, b))
      close(wasserstein(pooled(b, a)), distance, 1e-12)
      assert.equal(wasserstein(pooled(a, a)), 0)
      close(
        wasserstein(
          pooled(
            a,
            a.map((x) => x + shift),
          ),
        ),
        Math.abs(shift),
        1e-10,
      )
      close(
        wasserstein(
          pooled(
            a.map((x) => 4 * x),
            b.map((x) => 4 * x),
          ),
        ),
        4 * distance,
        1e-12,
      )
    }),
  )
})

test('wassersteinByChance: is the mean W1 of 400 pairs of normal samples from one source, to 5 %', () => {
  const bits = randomBits(6)
  const draw = (size: number) =>
    Float64Array.from({ length: size }, () => normalQuantile(((bits() >>> 0) + 0.5) / 2 ** 32))
  let [found, expected] = [0, 0]
  for (let pair = 0; pair < 400; pair++) {
    const sample = pooled(draw(300), draw(200))
    found += wasserstein(sample)
    expected += wassersteinByChance(sample)
  }
  assert.ok(Math.abs(found / expected - 1) < 0.05, `${found / expected}`)
})

test('debiasWasserstein: leaves 0 of what chance shows, and nearly all of what is far', () => {
  assert.equal(debiasWasserstein(0.1, 0.2), 0)
  assert.equal(debiasWasserstein(5, 3), 4)
  assert.equal(debiasWasserstein(Infinity, Infinity), Infinity)
})
