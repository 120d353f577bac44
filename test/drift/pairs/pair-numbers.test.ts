import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { pairNumbers } from '../../../core/drift/pairs/pair-numbers.ts'
import { toldSide } from '../../../core/drift/pairs/told-side.ts'
import { wassersteinByChance } from '../../../core/drift/statistics/debias-wasserstein.ts'
import { kolmogorovDistance } from '../../../core/drift/statistics/kolmogorov-distance.ts'
import { referenceDeviation } from '../../../core/drift/statistics/reference-deviation.ts'
import { wasserstein } from '../../../core/drift/statistics/wasserstein.ts'
import { profileOf, values } from '../../data/profile/values.ts'
import { gaussian, uniform } from '../../metrics/random-samples.ts'
import { pooled } from '../fixture.ts'

const near = fc
  .array(
    fc.tuple(
      fc.oneof(fc.integer({ min: -20, max: 20 }), fc.double({ min: -20, max: 20, noNaN: true })),
      fc.integer({ min: 1, max: 30 }),
    ),
    { minLength: 1, maxLength: 120, size: 'max' },
  )
  .map((drawn) => drawn.flatMap(([value, rows]) => Array<number>(rows).fill(value + 0)))

test('pairNumbers: a profile never hides more of D than is told, beside values or another profile, on either side', () => {
  fc.assert(
    fc.property(fc.oneof(near, values), fc.oneof(near, values), fc.boolean(), (told, other, both) => {
      fc.pre(told.length > 0 && other.length > 0)
      const sample = both ? profileOf(other) : Float64Array.from(other)
      for (const [samples, truth] of [
        [{ reference: profileOf(told), current: sample }, pooled(told, other)],
        [{ reference: sample, current: profileOf(told) }, pooled(other, told)],
      ] as const) {
        const paired = pairNumbers(samples)
        if (paired.pooled === undefined) continue
        const off = Math.abs(kolmogorovDistance(paired.pooled) - kolmogorovDistance(truth))
        assert.ok(off <= paired.error.ks + 1e-12, `${off} is more than ${paired.error.ks}`)
        const rows = paired.pooled.reference.reduce((sum, count) => sum + count, 0)
        assert.ok(Math.abs(rows - truth.n) < 1e-6, `${rows} of ${truth.n} rows`)
      }
    }),
  )
})

test('pairNumbers: nor more of W1, where no row lies beyond the places that are told', () => {
  fc.assert(
    fc.property(near, near, fc.boolean(), (told, other, both) => {
      const { from, to } = toldSide(profileOf(told))
      const inside = (rows: number[]) => rows.every((value) => value >= from && value <= to)
      fc.pre(inside(told) && (!both || inside(other)))
      const { pooled: about, error } = pairNumbers({
        reference: profileOf(told),
        current: both ? profileOf(other) : Float64Array.from(other),
      })
      fc.pre(about !== undefined)
      const off = Math.abs(wasserstein(about) - wasserstein(pooled(told, other)))
      assert.ok(off <= error.wasserstein + 1e-9, `${off} is more than ${error.wasserstein}`)
    }),
  )
})

test('toldSide: as many rows lie up to a cut as it says, and shares are no more than the error told away', () => {
  fc.assert(
    fc.property(fc.oneof(near, values), (told) => {
      fc.pre(told.length > 0)
      const side = toldSide(profileOf(told))
      const cuts = Float64Array.from(new Set(side.cuts)).sort()
      const { least, most, about } = side.at(cuts)
      for (const [k, cut] of cuts.entries()) {
        const rows = told.filter((value) => value <= cut).length
        assert.ok(least[k]! <= rows && rows <= most[k]!)
        assert.ok(least[k]! <= about[k]! && about[k]! <= most[k]!)
      }
    }),
  )
})

test('pairNumbers: where a profile tells every value, all is exact', () => {
  const repeat = (counts: number[]) => counts.flatMap((rows, k) => Array<number>(rows).fill(k))
  const [reference, current] = [repeat([20, 30, 10]), repeat([10, 12, 0, 15])]
  const truth = pooled(reference, current)
  for (const samples of [
    { reference: profileOf(reference), current: Float64Array.from(current) },
    { reference: profileOf(reference), current: profileOf(current) },
  ]) {
    const paired = pairNumbers(samples)
    assert.deepEqual(paired.pooled!.values, truth.values)
    assert.deepEqual([...paired.pooled!.reference].map(Math.round), [...truth.reference])
    assert.ok(Math.abs(kolmogorovDistance(paired.pooled!) - kolmogorovDistance(truth)) < 1e-12)
    assert.ok(paired.error.ks < 1e-12 && paired.error.wasserstein < 1e-12 && paired.error.shares < 1e-12)
  }
})

test('pairNumbers: of 100,000 normal rows a profile tells D to 1 %, W1 to 0.005 σ and σ to 1 %', () => {
  const normal = gaussian(uniform(8))
  const draw = (shift: number) => Array.from({ length: 100_000 }, () => normal() + shift)
  for (const shift of [0, 0.1, 3, 20]) {
    const [reference, current] = [draw(0), draw(shift)]
    const truth = pooled(reference, current)
    for (const sample of [Float64Array.from(current), profileOf(current)]) {
      const { pooled: about, error } = pairNumbers({ reference: profileOf(reference), current: sample })
      assert.ok(Math.abs(kolmogorovDistance(about!) - kolmogorovDistance(truth)) < 0.003)
      assert.ok(error.ks < 0.02, `${error.ks}`)
      assert.ok(
        Math.abs(wasserstein(about!) - wasserstein(truth)) < 0.005 * (1 + shift),
        `${wasserstein(about!)} at ${shift}`,
      )
      assert.ok(Math.abs(referenceDeviation(about!) - referenceDeviation(truth)) < 0.01)
    }
  }
})

test('pairNumbers: two raw samples are pooled as they are, what is no number counted apart', () => {
  const { walk: _, ...paired } = pairNumbers({
    reference: Float64Array.of(1.5, NaN, Infinity, 1.5),
    current: Float64Array.of(-Infinity, 2),
  })
  assert.deepEqual(paired, {
    pooled: pooled([1.5, 1.5], [2]),
    missing: { reference: 1, current: 0 },
    infinite: { reference: 1, current: 1 },
    error: { ks: 0, wasserstein: 0, shares: 0 },
  })
  assert.equal(pairNumbers({ reference: Float64Array.of(NaN), current: Float64Array.of(1) }).pooled, undefined)
})

test('pairNumbers: a profile without a place for any row pools nothing', () => {
  const empty = { ...profileOf([]), missing: 4 }
  const paired = pairNumbers({ reference: empty, current: Float64Array.of(1) })
  assert.equal(paired.pooled, undefined)
  assert.deepEqual(paired.missing, { reference: 4, current: 0 })
})

test('wassersteinByChance: is a number where shares of two profiles add up to more than all of their rows', () => {
  const random = uniform(5)
  const normal = gaussian(random)
  let beyond = 0
  for (let pair = 0; pair < 60; pair++) {
    const reference = profileOf(Array.from({ length: 300 }, () => Math.exp(2.5 * normal())))
    const current = profileOf(Array.from({ length: 300 * (1 + (pair % 3)) }, () => Math.exp(5 * random())))
    const { pooled: about } = pairNumbers({ reference, current })
    const rows = about!.reference.map((count, k) => count + about!.current[k]!).slice(0, -1)
    if (rows.reduce((sum, count) => sum + count) > about!.n + about!.m) beyond++
    assert.ok(Number.isFinite(wassersteinByChance(about!)))
  }
  assert.ok(beyond > 0, 'no pair of which that is so')
})
