import assert from 'node:assert/strict'
import { test } from 'node:test'
import { comparePair } from '../../../core/drift/pairs/compare-pair.ts'
import { pairNumbers } from '../../../core/drift/pairs/pair-numbers.ts'
import { niceBins } from '../../../core/drift/shape/nice-bins.ts'
import { numberShape, walkPooled } from '../../../core/drift/shape/number-shape.ts'
import { normalQuantile } from '../../../core/stats/normal.ts'
import { randomBits } from '../../../core/stats/random.ts'
import { profileOf } from '../../data/profile/values.ts'
import { pooled } from '../fixture.ts'

const bits = randomBits(7)
const uniform = () => (bits() >>> 0) / 2 ** 32
const normal = () => normalQuantile((bits() >>> 0) / 2 ** 32 + 2 ** -33)
const KINDS: Readonly<Record<string, () => number>> = {
  normal,
  lognormal: () => Math.exp(1.5 * normal()),
  'mostly 0, else lognormal': () => (uniform() < 0.6 ? 0 : Math.exp(normal())),
  'normal with outliers': () => (uniform() < 1e-3 ? 1e9 : normal()),
  'heavy on both sides': () => Math.sign(normal()) * Math.exp(2.5 * normal()),
  'whole, of a thousand': () => Math.floor(1000 * uniform()),
}
const sum = (rows: readonly number[]) => rows.reduce((all, count) => all + count, 0)
const drawn = (draw: () => number, rows: number) => Float64Array.from({ length: rows }, draw)

for (const [kind, draw] of Object.entries(KINDS)) {
  test(`numberShape: counts every row of both sides once in at most 40 bins, counted in a grid or in order: ${kind}`, () => {
    const [reference, current] = [drawn(draw, 50_000), drawn(draw, 20_000)]
    const { shape } = comparePair(reference, current)
    const inOrder = numberShape(walkPooled(pooled(reference, current)))
    for (const one of [shape!, inOrder!]) {
      assert.equal(one.reference.length, one.current.length)
      assert.ok(one.reference.length <= 40 && one.reference.length >= 10, `${one.reference.length} bins`)
      assert.deepEqual([sum(one.reference), sum(one.current)], [50_000, 20_000])
    }
    assert.deepEqual([shape!.low, shape!.high, shape!.log], [inOrder!.low, inOrder!.high, inOrder!.log])
    // A cell of the grid is taken as its middle, so that it may be in the bin beside.
    const apart = shape!.reference.map((rows, bin) => Math.abs(rows - inOrder!.reference[bin]!))
    assert.ok(sum(apart) <= 50, `${sum(apart)} rows in another bin`)
  })
}

test('numberShape: the rows of a profile are where the rows themselves are, but for a few in a hundred', () => {
  const [reference, current] = [drawn(normal, 30_000), drawn(normal, 30_000)]
  const { walk } = pairNumbers({ reference: profileOf([...reference]), current })
  const [told, known] = [numberShape(walk!)!, comparePair(reference, current).shape!]
  assert.ok(Math.abs(sum(told.reference) - 30_000) < 1e-6)
  const middle = (shape: typeof told) => {
    const width = (shape.high! - shape.low!) / shape.reference.length
    return sum(shape.reference.map((rows, bin) => (rows / 30_000) * (shape.low! + (bin + 0.5) * width)))
  }
  assert.ok(Math.abs(middle(told) - middle(known)) < 0.02)
  // None stands out like the teeth of a comb.
  const bulk = told.current.slice(5, -5)
  for (const [at, rows] of bulk.entries())
    if (at > 0) assert.ok(Math.abs(rows - bulk[at - 1]!) < 600, `${bulk[at - 1]} beside ${rows}`)
})

test('numberShape: whole numbers, and such as halves, are spread over no more bins than there are values', () => {
  const shapeOf = (draw: () => number) => comparePair(drawn(draw, 5000), drawn(draw, 5000)).shape!
  const hours = shapeOf(() => Math.floor(24 * uniform()))
  assert.deepEqual([hours.low, hours.high, hours.reference.length], [0, 24, 24])
  const stars = shapeOf(() => Math.floor(1 + 11 * uniform()) / 2)
  assert.deepEqual([stars.low, stars.high, stars.reference.length], [0.5, 6, 11])
  const wide = shapeOf(() => Math.floor(70 * uniform()))
  assert.deepEqual([wide.low, wide.high], [0, 70])
})

test('numberShape: positive numbers over magnitudes are counted in bins of equal ratio, with ends in their own unit', () => {
  const shape = comparePair(drawn(KINDS.lognormal!, 5000), drawn(KINDS.lognormal!, 5000)).shape!
  assert.equal(shape.log, true)
  assert.ok(shape.low! > 0.005 && shape.low! < 0.05 && shape.high! > 20 && shape.high! < 100)
})

test('numberShape: a constant is one bin, and numbers that floats hold no bins between have no shape', () => {
  const of = (reference: readonly number[], current: readonly number[]) =>
    comparePair(Float64Array.from(reference), Float64Array.from(current)).shape
  assert.deepEqual(of([7, 7, 7], [7]), { kind: 'numeric', low: 7, high: 7, reference: [3], current: [1] })
  assert.equal(of([-Number.MAX_VALUE, Number.MAX_VALUE], [0]), undefined)
  assert.equal(of([NaN], [1]), undefined)
  assert.deepEqual(of([0, 1], [1])?.reference, [1, 1])
})

test('niceBins: edges are multiples of what people count in, and a multiple begins a bin', () => {
  assert.deepEqual(niceBins(0.3, 99.2, 0), { low: 0, width: 5, count: 20 })
  assert.deepEqual(niceBins(-0.3, 0.7, 0), { low: -0.3, width: 0.05, count: 21 })
  assert.deepEqual(niceBins(0, 23, 1), { low: 0, width: 1, count: 24 })
  assert.equal(niceBins(1e16, 1e16 + 2, 0), undefined)
})
