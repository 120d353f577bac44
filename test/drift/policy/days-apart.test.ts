import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Parted } from '../../../core/drift/compared.ts'
import { daysApart } from '../../../core/drift/policy/days-apart.ts'
import { type Layout, layOut } from '../../../core/drift/policy/lay-out.ts'
import { measureGrid, measureLevels } from '../../../core/drift/policy/measures.ts'
import { ascending } from '../../../core/drift/statistics/ascending.ts'
import { pool } from '../../../core/drift/statistics/pool.ts'
import { tTest } from '../../../core/drift/statistics/t-test.ts'
import { normalQuantile } from '../../../core/stats/normal.ts'
import { randomBits } from '../../../core/stats/random.ts'
import { measure, numeric, texts } from './made.ts'
import { near } from './near.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Ten rows an hour of so many days, day 0 a Thursday. */
const timesOf = (days: readonly number[], hours = 24) =>
  Float64Array.from(
    days.flatMap((day) =>
      Array.from({ length: 10 * hours }, (_, row) => day * DAY + Math.floor(row / 10) * HOUR + (row % 10)),
    ),
  )
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)

function laid(reference: readonly number[], current: readonly number[], hours = 24): Layout {
  const side = (days: readonly number[]) => ({ time: timesOf(days, hours), group: undefined })
  const layout = layOut(side(reference), side(current))
  assert.ok(layout !== undefined && 'by' in layout && layout.by === 'hour')
  return layout
}

/** Shares of two cells by day, in as many rows an hour. */
function partedBy(layout: Layout, shares: Record<'reference' | 'current', readonly number[]>): Parted {
  const side = (name: 'reference' | 'current') => {
    const { dayOf, parts } = layout[name]
    const rows = Float64Array.from({ length: 2 * parts }, (_, at) => {
      const share = shares[name][dayOf![Math.floor(at / 2)]!]!
      return at % 2 === 0 ? share : 1 - share
    })
    return { parts, rows }
  }
  return { cells: 2, positions: Float64Array.of(0, 1), reference: side('reference'), current: side('current') }
}

const GRID = measureGrid(Float64Array.of(0, 1))
const DAYS = [0.5, 0.4, 0.6, 0.5, 0.55, 0.45]
const tOf = (reference: readonly number[], current: readonly number[]) =>
  tTest(pool(ascending(reference), ascending(current))).pValue

test('daysApart: shares of one cell by day are as far apart as Student says, whichever side is short', () => {
  const one = laid(range(0, 6), [6])
  const expected = tOf(DAYS, [0.9])
  near(expected, 0.003368, 1e-5)
  const found = daysApart(partedBy(one, { reference: DAYS, current: [0.9] }), one, GRID)!
  near(found.pValue, expected)
  assert.deepEqual(found.days, { reference: 6, current: 1 })
  const turned = laid([6], range(0, 6))
  near(daysApart(partedBy(turned, { reference: [0.9], current: DAYS }), turned, GRID)!.pValue, expected)
})

test('daysApart: categories as numbers: two of them are one share', () => {
  const layout = laid(range(0, 6), [6])
  const { positions: _, ...parted } = partedBy(layout, { reference: DAYS, current: [0.9] })
  near(daysApart(parted, layout, measureLevels(parted))!.pValue, tOf(DAYS, [0.9]))
})

test('daysApart: with days enough a weekday is compared with its like', () => {
  const layout = laid(range(0, 28), [30])
  const week = [0.1, 0.1, 0.9, 0.9, 0.1, 0.1, 0.1]
  const reference = range(0, 28).map((day) => week[day % 7]! + (Math.floor(day / 7) % 2 === 0 ? 0.01 : -0.01))
  const p = (share: number) => daysApart(partedBy(layout, { reference, current: [share] }), layout, GRID)!.pValue
  // Day 30 is a Saturday, which is high by nature; as high as the others it is no news, and as low as a Monday it is.
  assert.ok(p(0.9) > 0.9, `${p(0.9)}`)
  assert.ok(p(0.1) < 1e-20, `${p(0.1)}`)
})

test('daysApart: what few hours of a day have is compared with those hours', () => {
  const reference = { time: timesOf(range(0, 10)), group: undefined }
  const layout = layOut(reference, { time: timesOf([12], 8), group: undefined }) as Layout
  const early = (slot: number) => (slot % layout.slotsPerDay < layout.slotsPerDay / 3 ? 0.9 : 0.1)
  const rows = (side: 'reference' | 'current') => ({
    parts: layout[side].parts,
    rows: Float64Array.from({ length: 2 * layout[side].parts }, (_, at) => {
      const wobble = 0.01 * ((layout[side].dayOf![Math.floor(at / 2)]! % 3) - 1)
      const share = early(layout[side].slotOf[Math.floor(at / 2)]!) + wobble
      return at % 2 === 0 ? share : 1 - share
    }),
  })
  const parted: Parted = {
    ...{ cells: 2, positions: Float64Array.of(0, 1) },
    ...{ reference: rows('reference'), current: rows('current') },
  }
  assert.ok(daysApart(parted, layout, GRID)!.pValue > 0.2)
})

test('daysApart: where neither side has five days nothing tells; days that are all alike tell all', () => {
  const short = laid(range(0, 4), [4])
  assert.equal(daysApart(partedBy(short, { reference: DAYS, current: [0.9] }), short, GRID), undefined)
  const layout = laid(range(0, 6), [6])
  const same = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5]
  assert.equal(daysApart(partedBy(layout, { reference: same, current: [0.5] }), layout, GRID)!.pValue, 1)
  assert.equal(daysApart(partedBy(layout, { reference: same, current: [0.6] }), layout, GRID)!.pValue, 0)
})

test('measureColumn: a day that is as unlike as days are is no drift, and one that is far from all of them is', () => {
  const bits = randomBits(5)
  const normal = () => normalQuantile(((bits() >>> 0) + 0.5) / 2 ** 32)
  const layout = laid(range(0, 28), [28])
  const rows = (effects: readonly number[]) =>
    effects.flatMap((effect) => Array.from({ length: 240 }, () => effect + normal()))
  const reference = numeric(rows(range(0, 28).map(() => 0.5 * normal())))
  const usual = measure(reference, numeric(rows([0.6])), { layout })
  assert.ok(usual.times! > 1 && usual.p_value! > 0.05, JSON.stringify(usual))
  assert.deepEqual([usual.p_by, usual.blocks], ['blocks', { reference: 28, current: 1 }])
  assert.match(usual.reason!, /no further from the reference than its days are from each other/)
  assert.ok(measure(reference, numeric(rows([4])), { layout }).p_value! < 0.001)
  const of = (high: number) => texts({ low: 240 - high, high })
  const joined = (parts: readonly ReturnType<typeof texts>[]) => ({
    ...{ kind: 'text' as const, levels: ['low', 'high'] },
    codes: Int32Array.from(parts.flatMap((part) => (part.kind === 'text' ? [...part.codes] : []))),
  })
  const days = joined(range(0, 28).map((day) => of(80 + 30 * (day % 4))))
  assert.ok(measure(days, joined([of(200)]), { layout }).p_value! > 0.05)
  assert.ok(measure(days, joined([of(10)]), { layout }).p_value! < 0.05)
})
