import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cellOf } from '../../../core/data/profile/cell.ts'
import { condense, LEAST_ROWS, MOST_INTERVALS } from '../../../core/data/profile/condense.ts'
import { isOnGrid, readInterval, writeInterval } from '../../../core/data/profile/interval.ts'
import { condensedOf } from '../../../core/data/profile/number-profile.ts'
import { fromOrderedBits, orderedBits } from '../../../core/data/profile/ordered-bits.ts'
import { quantile } from '../../../core/data/profile/quantile.ts'
import { rank } from '../../../core/data/profile/rank.ts'
import { rankError } from '../../../core/data/profile/rank-error.ts'
import { gaussian, uniform } from '../../metrics/random-samples.ts'
import { number, placesFor, profileOf, trueRank, values } from './values.ts'

test('ordered bits order as the numbers do, and lead back to them', () => {
  fc.assert(
    fc.property(number, number, (a, b) => {
      assert.equal(orderedBits(a) < orderedBits(b), a < b)
      assert.equal(fromOrderedBits(orderedBits(a)), a)
    }),
  )
})

test('of two cells one holds the other, or they share nothing; a cell is that of its own ends', () => {
  fc.assert(
    fc.property(number, number, number, number, (a, b, c, d) => {
      const [one, other] = [cellOf(Math.min(a, b), Math.max(a, b)), cellOf(Math.min(c, d), Math.max(c, d))]
      const apart = one.hi < other.lo || other.hi < one.lo
      const inside = one.lo <= other.lo && other.hi <= one.hi
      const around = other.lo <= one.lo && one.hi <= other.hi
      assert.ok(apart || inside || around)
      assert.deepEqual(cellOf(one.lo, one.hi), one)
    }),
  )
})

test('an interval that is written as JSON is read back with every bit', () => {
  fc.assert(
    fc.property(number, number, (a, b) => {
      const { hi, lo } = cellOf(Math.min(a, b), Math.max(a, b))
      fc.pre(lo !== -Number.MAX_VALUE || hi !== Number.MAX_VALUE)
      const written = JSON.parse(JSON.stringify(writeInterval({ lo, hi, rows: 12 })))
      assert.ok(isOnGrid(written))
      assert.deepEqual(readInterval(written), { lo, hi, rows: 12 })
    }),
    { numRuns: 1000 },
  )
})

test('an interval that is not on the grid is known for one', () => {
  for (const written of [
    [1, 3, 10],
    [3, 1, 10],
    [null, null, 10],
    [-1, 1, 10],
    [1024, 2047, 10],
  ] as const) {
    assert.ok(!isOnGrid(written), JSON.stringify(written))
  }
  assert.ok(isOnGrid([1024, 2048, 10]))
  assert.ok(isOnGrid([null, 0, 10]))
})

test('no row is lost, no interval stands for fewer than ten rows, and there are no more than a thousand', () => {
  fc.assert(
    fc.property(values, (values) => {
      const { intervals, pooled } = condense(placesFor(values))
      assert.equal(
        intervals.reduce((sum, { rows }) => sum + rows, pooled),
        values.length,
      )
      assert.ok(intervals.every(({ rows }) => rows >= LEAST_ROWS))
      assert.ok(intervals.length <= MOST_INTERVALS)
    }),
  )
})

test('an exact value is told only of ten rows or more that share it, and ends do not come from the data', () => {
  fc.assert(
    fc.property(values, (values) => {
      for (const { hi, lo, rows } of condense(placesFor(values)).intervals) {
        if (lo === hi) assert.equal(values.filter((value) => value === lo).length, rows)
        else {
          assert.ok(isOnGrid(writeInterval({ lo, hi, rows })))
          assert.ok(values.filter((value) => value >= lo && value <= hi).length >= rows)
        }
      }
    }),
  )
})

test('nothing of a value that ten rows do not share is in what is written', () => {
  const random = uniform(11)
  for (let round = 0; round < 50; round++) {
    const lonely = Array.from({ length: 60 }, () => 1000 * random())
    const shared = Array.from({ length: 40 }, () => Math.floor(3 * random()))
    const written = JSON.stringify({ ...profileOf([...lonely, ...shared]), distinct: null })
    for (const value of lonely) assert.ok(!written.includes(String(value)), String(value))
  }
})

test('ranks lie between their bounds, which differ by no more than the stated error', () => {
  fc.assert(
    fc.property(values, number, (values, x) => {
      fc.pre(values.length > 0)
      const column = condense(placesFor(values))
      const error = rankError(column)
      for (const at of [x, ...values.slice(0, 20)]) {
        const { estimate, least, most } = rank(column, at)
        const truth = trueRank(values, at)
        assert.ok(least <= truth && truth <= most, `${at}: ${least} ${truth} ${most}`)
        assert.ok(least <= estimate && estimate <= most)
        assert.ok(most - least <= error + 1e-12)
      }
    }),
  )
})

test('quantiles of the sorted values lie between their bounds, and their ranks are off by no more than the stated error', () => {
  fc.assert(
    fc.property(values, fc.double({ min: 1e-9, max: 1, noNaN: true }), (values, q) => {
      const column = condense(placesFor(values))
      fc.pre(column.intervals.length > 0)
      const sorted = [...values].sort((a, b) => a - b)
      const truth = sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)]!
      const { estimate, least, most } = quantile(column, q)
      assert.ok(least <= truth && truth <= most, `${least} ${truth} ${most}`)
      assert.ok(least <= estimate && estimate <= most)
      const error = rankError(column) + 1e-9
      const below = values.filter((value) => value < estimate).length / values.length
      assert.ok(below <= q + error, `${below} below the quantile ${q}`)
      assert.ok(trueRank(values, estimate) >= q - error)
    }),
  )
})

for (const [name, draw] of Object.entries({
  uniform: (random: () => number) => random(),
  normal: (random: () => number) => gaussian(random)(),
  'log-normal over many magnitudes': (random: () => number) => Math.exp(8 * gaussian(random)()),
  'narrow beside a sentinel': (random: () => number) => (random() < 0.01 ? -9999 : 1013 + 5 * gaussian(random)()),
  exponential: (random: () => number) => -900 * Math.log(random()),
})) {
  test(`20,000 ${name} values are summed up with a rank error below 1 %`, () => {
    const random = uniform(5)
    const column = condense(placesFor(Array.from({ length: 20_000 }, () => draw(random))))
    assert.ok(rankError(column) < 0.01, String(rankError(column)))
    assert.ok(column.intervals.length > 300)
  })
}

test('a constant, a value of few rows and no values at all have a summary', () => {
  assert.deepEqual(condense(placesFor(Array(12).fill(7))), { intervals: [{ lo: 7, hi: 7, rows: 12 }], pooled: 0 })
  assert.deepEqual(condense(placesFor(Array(9).fill(7))), { intervals: [], pooled: 9 })
  assert.deepEqual(condense(placesFor([])), { intervals: [], pooled: 0 })
  assert.equal(rankError(condense(placesFor([]))), 0)
})

test('few rows beside a frequent value are pooled with no place, and the frequent value stays exact', () => {
  assert.deepEqual(condense(placesFor([...Array(1000).fill(0), 57_000])), {
    intervals: [{ lo: 0, hi: 0, rows: 1000 }],
    pooled: 1,
  })
})

test('what is written of a column is what its ranks are read from', () => {
  const values = Array.from({ length: 500 }, (_, at) => at / 7)
  const column = profileOf(values)
  const again = condensedOf(JSON.parse(JSON.stringify(column)))
  assert.deepEqual(again, condense(placesFor(values)))
  assert.throws(() => rank({ intervals: [], pooled: 0 }, 1), RangeError)
  assert.throws(() => quantile({ intervals: [], pooled: 5 }, 0.5), RangeError)
  assert.throws(() => quantile(again, 0), RangeError)
})
