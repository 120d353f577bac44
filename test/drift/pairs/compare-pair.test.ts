import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareInGrid } from '../../../core/drift/pairs/compare-in-grid.ts'
import { comparePair } from '../../../core/drift/pairs/compare-pair.ts'
import { countInGrid } from '../../../core/drift/pairs/count-in-grid.ts'
import { type Distances, distancesOf } from '../../../core/drift/pairs/distances.ts'
import { type Grid, gridByRatio, gridByWidth, gridFor } from '../../../core/drift/pairs/grid.ts'
import { normalQuantile } from '../../../core/stats/normal.ts'
import { type RandomBits, randomBits } from '../../../core/stats/random.ts'
import { pooled } from '../fixture.ts'

/** To the bit what counts rows, but for rounding what sums values, to a millionth what is bounded. */
function assertSame(found: Distances, sorted: Distances, scale: number): void {
  const { byChance, deviation, meanShift, wasserstein, ...exact } = found
  const {
    byChance: itsChance,
    deviation: itsDeviation,
    meanShift: itsShift,
    wasserstein: itsDistance,
    ...itsExact
  } = sorted
  assert.deepEqual(exact, itsExact)
  const near = (a: number, b: number, relative: number) =>
    assert.ok(Object.is(a, b) || Math.abs(a - b) <= relative * Math.abs(b) + 1e-15 * scale, `${a} is not ${b}`)
  near(wasserstein, itsDistance, 1e-12)
  near(deviation, itsDeviation, 1e-12)
  const off = Math.abs(meanShift - itsShift)
  assert.ok(
    Object.is(meanShift, itsShift) || off <= 1e-12 * itsDeviation + 1e-15 * scale,
    `${meanShift} is not ${itsShift}`,
  )
  near(byChance, itsChance, 2e-6)
}

function kindsOf(bits: RandomBits): Readonly<Record<string, () => number>> {
  const uniform = () => (bits() >>> 0) / 2 ** 32
  const normal = () => normalQuantile((bits() >>> 0) / 2 ** 32 + 2 ** -33)
  return {
    normal,
    'uniform, far from 0': () => 1e9 + uniform(),
    'lognormal with σ 2.5': () => Math.exp(2.5 * normal()),
    'heavy on both sides': () => Math.sign(normal()) * Math.exp(2.5 * normal()),
    'whole, of a thousand': () => Math.floor(1000 * uniform()),
    'whole, of a million': () => Math.floor(1e6 * uniform()),
    'whole, of three': () => Math.floor(3 * uniform()),
    'in cents': () => Math.round(5000 * Math.exp(normal())) / 100,
    'mostly 0, else lognormal': () => (uniform() < 0.6 ? 0 : Math.exp(normal())),
    'in eight far values': () => 1e7 * Math.floor(8 * uniform()),
    'normal with an outlier': () => (uniform() < 1e-4 ? 1e140 : normal()),
    'over all magnitudes': () => 10 ** (280 * uniform() - 140),
    'beyond all differences': () => (2 * uniform() - 1) * Number.MAX_VALUE,
    constant: () => 7,
  }
}

const KINDS = kindsOf(randomBits(41))

for (const [kind, draw] of Object.entries(KINDS)) {
  for (const [n, m, shift] of [
    [60_000, 50_000, 0],
    [40_000, 3000, 0.1],
    [300, 70_000, 0],
  ] as const) {
    test(`comparePair: ${n} and ${m} numbers ${kind}, the latter ${1 + shift} times as large: as if sorted`, () => {
      const reference = Float64Array.from({ length: n }, draw)
      const current = Float64Array.from({ length: m }, () => {
        const value = draw()
        return /whole|beyond/.test(kind) ? value : value + shift * value
      })
      const sorted = distancesOf(pooled(reference, current))
      const { distances, rows } = comparePair(reference, current)
      assert.deepEqual(rows, { reference: n, current: m })
      assertSame(distances!, sorted, Math.max(...reference.map(Math.abs)))
    })
  }
}

test('gridFor: parts what hardly repeats, in one column by width and in the other by ratio', () => {
  const draw = (kind: string) => Float64Array.from({ length: 40_000 }, KINDS[kind]!)
  const by = (kind: string) => gridFor(draw(kind), draw(kind))?.by
  assert.equal(by('normal'), 'width')
  assert.equal(by('normal with an outlier'), 'width')
  assert.equal(by('lognormal with σ 2.5'), 'ratio')
  assert.equal(by('over all magnitudes'), 'ratio')
  assert.equal(by('whole, of a thousand'), undefined)
  assert.equal(by('constant'), undefined)
})

test('comparePair: counts what has no number apart, on both ways', () => {
  for (const times of [1, 20_000]) {
    const reference = new Float64Array(5 * times)
    for (let row = 0; row < reference.length; row++) {
      reference[row] = [NaN, Infinity, row + 0.5, -Infinity, -row - 0.5][row % 5]!
    }
    const { rows, missing, infinite, distances } = comparePair(reference, reference.slice())
    assert.deepEqual(rows, { reference: 2 * times, current: 2 * times })
    assert.deepEqual(missing, { reference: times, current: times })
    assert.deepEqual(infinite, { reference: 2 * times, current: 2 * times })
    assert.equal(distances!.ks, 0)
    assert.equal(distances!.wasserstein, 0)
    assert.equal(distances!.psi, 0)
  }
})

test('comparePair: without a finite row on a side there are no distances', () => {
  for (const times of [1, 40_000]) {
    const none = new Float64Array(times).fill(NaN)
    const some = Float64Array.from({ length: times }, (_, row) => row)
    assert.equal(comparePair(none, some).distances, undefined)
    assert.deepEqual(comparePair(some, none).missing, { reference: 0, current: times })
  }
  assert.equal(comparePair(new Float64Array(), new Float64Array()).distances, undefined)
})

test('comparePair: tells the rows of each value where there are no more than ten, however many rows', () => {
  for (const times of [1, 30_000]) {
    const rows = (values: number[]) =>
      Float64Array.from({ length: values.length * times }, (_, row) => values[row % values.length]!)
    const { few } = comparePair(rows([0, 1, 1]), rows([1, 2]))
    assert.deepEqual([...few!.values], [0, 1, 2])
    assert.deepEqual([...Array.from(few!.reference)], [times, 2 * times, 0])
    assert.deepEqual([...Array.from(few!.current)], [0, times, times])
  }
  assert.equal(
    comparePair(
      Float64Array.from({ length: 11 }, (_, k) => k),
      Float64Array.of(1),
    ).few,
    undefined,
  )
})

const value = fc.oneof(
  fc.integer({ min: -400, max: 400 }).map((number) => number / 8),
  fc.double({ min: -60, max: 60, noNaN: true }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-9, max: 1e9 }),
  fc.constantFrom(0, -0, NaN, Infinity, -Infinity),
)
const sample = fc.array(value, { minLength: 1, maxLength: 80 }).map((list) => Float64Array.from(list))
const grid: fc.Arbitrary<Grid> = fc
  .record({
    ratio: fc.boolean(),
    from: fc.double({ min: 1e-6, max: 10, noNaN: true }),
    times: fc.double({ min: 1.001, max: 1e6, noNaN: true }),
    below: fc.double({ min: -60, max: 10, noNaN: true }),
    cells: fc.integer({ min: 1, max: 300 }),
  })
  .map(({ ratio, from, times, below, cells }) =>
    ratio
      ? gridByRatio({ low: from, high: from * times, origin: from, cells })
      : gridByWidth({ low: below, high: below + times, origin: below, cells })!,
  )

test('compareInGrid: in whatever grid, any samples compare as if sorted', () => {
  fc.assert(
    fc.property(sample, sample, grid, (reference, current, grid) => {
      const [r, c] = [reference.filter(Number.isFinite), current.filter(Number.isFinite)]
      fc.pre(r.length > 0 && c.length > 0)
      const found = compareInGrid(grid, countInGrid(reference, grid), countInGrid(current, grid))
      const sorted = distancesOf(pooled(r, c))
      const scale = Math.max(...r.map(Math.abs), ...c.map(Math.abs), Math.abs(grid.low))
      // σ far from the origin of the grid is told to fewer digits: grids that are chosen by rows have theirs near the mean.
      assertSame({ ...found, deviation: 0 }, { ...sorted, deviation: 0 }, 1000 * scale)
    }),
  )
})

test('compareInGrid: neither do cells whose rows stay out of order make a difference', () => {
  const kinds = fc.constantFrom(
    'normal',
    'lognormal with σ 2.5',
    'in cents',
    'mostly 0, else lognormal',
    'uniform, far from 0',
  )
  const shape = fc.record({
    kind: kinds,
    n: fc.integer({ min: 500, max: 5000 }),
    m: fc.integer({ min: 500, max: 5000 }),
    seed: fc.integer(),
    factor: fc.constantFrom(1, 1.001, 1.1),
    cells: fc.integer({ min: 300, max: 20_000 }),
  })
  fc.assert(
    fc.property(shape, ({ kind, n, m, seed, factor, cells }) => {
      const draw = kindsOf(randomBits(seed))[kind]!
      const reference = Float64Array.from({ length: n }, draw)
      const current = Float64Array.from({ length: m }, () => factor * draw())
      const found = gridFor(reference, current)
      fc.pre(found !== undefined)
      const grid = found.by === 'width' ? { ...found, scale: (found.scale * cells) / 65_536, size: cells + 2 } : found
      const compared = compareInGrid(grid, countInGrid(reference, grid), countInGrid(current, grid))
      assertSame(compared, distancesOf(pooled(reference, current)), 10 * Math.abs(grid.low))
    }),
    { numRuns: 40 },
  )
})
