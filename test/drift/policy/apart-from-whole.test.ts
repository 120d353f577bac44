import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DriftFeature } from '../../../core/artifacts/drift.ts'
import type { TextProfile } from '../../../core/artifacts/profile.ts'
import type { Column } from '../../../core/data/table.ts'
import type { Parted } from '../../../core/drift/compared.ts'
import { apartFromWhole } from '../../../core/drift/policy/apart-from-whole.ts'
import { layOut } from '../../../core/drift/policy/lay-out.ts'
import { measureSamples } from '../../../core/drift/policy/measure-samples.ts'
import { measureGrid, measureLevels } from '../../../core/drift/policy/measures.ts'
import { normalQuantile } from '../../../core/stats/normal.ts'
import { randomBits } from '../../../core/stats/random.ts'
import { profileOf } from '../../data/profile/values.ts'
import { judging, measure, numeric, texts } from './made.ts'
import { near } from './near.ts'

const HOUR = 3_600_000

/** Six blocks of 100 rows by their share in the first of two cells, beside a reference without end. */
const DAYS = [0.5, 0.4, 0.6, 0.5, 0.55, 0.45]
const beside = (share: number, rows = 1e12): Parted => ({
  cells: 2,
  positions: Float64Array.of(0, 1),
  reference: { parts: 1, rows: Float64Array.of(share * rows, (1 - share) * rows) },
  current: { parts: 6, rows: Float64Array.from(DAYS.flatMap((day) => [100 * day, 100 * (1 - day)])) },
})
const GRID = measureGrid(Float64Array.of(0, 1))
/** Of the mean of the days. */
const ERROR = Math.sqrt(0.005 / 6)

test("apartFromWhole: shares of one cell are as far apart as Student's one-sample t says (quantiles of his table for 5 degrees of freedom)", () => {
  for (const [t, p] of [
    [2.570582, 0.05],
    [4.032143, 0.01],
    [-6.868827, 0.001],
  ] as const) {
    near(apartFromWhole(beside(0.5 + t * ERROR), GRID)!.pValue, p, 1e-6)
  }
  assert.equal(apartFromWhole(beside(0.5), GRID)!.pValue, 1)
})

test('apartFromWhole: categories are measured by the square of a gap, and come to the same', () => {
  const { positions: _, ...levels } = beside(0.5 + 2.570582 * ERROR)
  near(apartFromWhole(levels, measureLevels(levels))!.pValue, 0.05, 1e-6)
})

test('apartFromWhole: a reference of as many rows has as many blocks, one of fewer no fewer', () => {
  const p = (rows: number) => apartFromWhole(beside(0.6, rows), GRID)!.pValue
  assert.equal(p(600), p(60))
  assert.ok(p(600) > p(6000) && p(6000) > p(1e12))
  near(p(600), apartFromWhole(beside(0.5 + 0.1 / Math.SQRT2), GRID)!.pValue, 1e-9)
})

test('apartFromWhole: blocks count as they weigh, so that one of many rows is not taken for the mean of all', () => {
  const bits = randomBits(77)
  const normal = () => normalQuantile(((bits() >>> 0) + 0.5) / 2 ** 32)
  let below = 0
  const trials = 400
  for (let trial = 0; trial < trials; trial++) {
    // 28 blocks, of which one has twenty times the rows.
    const shares = Array.from({ length: 28 }, () => 0.5 + 0.05 * normal())
    const rows = shares.flatMap((share, at) => [share, 1 - share].map((one) => one * (at === 0 ? 2000 : 100)))
    const parted: Parted = { ...beside(0.5), current: { parts: 28, rows: Float64Array.from(rows) } }
    if (apartFromWhole(parted, GRID)!.pValue < 0.05) below++
  }
  assert.ok(below / trials < 0.07, String(below / trials))
})

test('apartFromWhole: fewer than five blocks with a row say nothing', () => {
  const parted = beside(0.6)
  parted.current.rows.fill(0, 0, 4)
  assert.equal(apartFromWhole(parted, GRID), undefined)
})

/** Rows of 7 or fewer days that differ by `day` deviations, and their times. */
function windowOf(seed: number, { day, shift = 0, days = 7 }: { day: number; shift?: number; days?: number }) {
  const bits = randomBits(seed)
  const normal = () => normalQuantile(((bits() >>> 0) + 0.5) / 2 ** 32)
  const rows = days * 240
  let effect = 0
  const values = Float64Array.from({ length: rows }, (_, row) => {
    if (row % 240 === 0) effect = day * normal()
    return effect + shift + normal()
  })
  return { values, time: Float64Array.from({ length: rows }, (_, row) => Math.floor(row / 10) * HOUR) }
}

const REFERENCE = windowOf(1, { day: 0.3, days: 40 }).values
const NOWHERE = { time: undefined, group: undefined }
const third = (values: Float64Array): Column => ({
  kind: 'text',
  levels: ['low', 'middle', 'high'],
  codes: Int32Array.from(values, (value) => (value < -0.43 ? 0 : value < 0.43 ? 1 : 2)),
})

const told = (values: [string, number][], changes: Partial<TextProfile> = {}): TextProfile => ({
  ...{ kind: 'text', name: 'column', type: 'text', missing: 0, distinct: { estimate: 3, error: 0, by: 'count' } },
  ...{ count_error: 0, unlisted_most: 0, rest: 0, values },
  ...changes,
})

/** The same column as numbers and as categories, of the reference its rows, and what a profile tells. */
function measuredAs(window: ReturnType<typeof windowOf>): DriftFeature[] {
  const layout = layOut(NOWHERE, { time: window.time, group: undefined })
  const { codes, levels } = third(REFERENCE) as Extract<Column, { kind: 'text' }>
  const rowsOf = (code: number) => codes.filter((one) => one === code).length
  const text = told(levels.map((level, code) => [level, rowsOf(code)]))
  return [
    measure(numeric(REFERENCE), numeric(window.values), { layout }),
    measure(third(REFERENCE), third(window.values), { layout }),
    measureSamples({ reference: profileOf([...REFERENCE]), current: numeric(window.values) }, judging({ layout })),
    measureSamples({ reference: text, current: third(window.values) }, judging({ layout })),
  ]
}

test('a column that days move by nature is not surprising beside rows without times, nor beside a profile; one that has moved is', () => {
  let byRows = 0
  for (let seed = 10; seed < 30; seed++) {
    for (const { p_by, p_value, times } of measuredAs(windowOf(seed, { day: 0.3 }))) {
      if (times! >= 1 && p_by === 'rows' && p_value! <= 0.05) byRows++
      if (times! >= 1) assert.ok(p_value! > 0.001, String(p_value))
    }
  }
  assert.equal(byRows, 0)
  for (const one of measuredAs(windowOf(40, { day: 0.3, shift: 1.5 }))) {
    assert.ok(one.p_value! < 0.005 && one.times! > 3 && one.p_by === 'blocks', JSON.stringify(one))
    assert.equal(one.blocks, null)
  }
})

test('a window of one day that moved is insufficient where nothing tells how days differ, until its floor is natural', () => {
  const { time, values } = windowOf(50, { day: 0, shift: 0.5, days: 1 })
  const layout = layOut(NOWHERE, { time, group: undefined })
  const one = measure(numeric(REFERENCE), numeric(values), { layout })
  assert.equal(one.verdict, 'insufficient')
  assert.match(one.reason!, /nothing tells whether by more than days differ by nature/)
  const calm = measure(numeric(REFERENCE), numeric(windowOf(51, { day: 0, days: 1 }).values), { layout })
  assert.equal(calm.verdict, 'stable')
  const known = measure(numeric(REFERENCE), numeric(values), { layout, calibrated: true })
  assert.deepEqual([known.verdict, known.p_by, known.times! > 1], ['stable', 'rows', true])
})

test('texts of a profile that it does not list are counted as all others, by block too', () => {
  const layout = layOut(NOWHERE, { time: windowOf(1, { day: 0 }).time, group: undefined })
  const reference = told([['a', 5000]], { rest: 1000, unlisted_most: 10 })
  const rest = Object.fromEntries(Array.from({ length: 80 }, (_, k) => [`b${k}`, 11]))
  const one = measureSamples({ reference, current: texts({ a: 800, ...rest }) }, judging({ layout }))
  assert.ok(one.times! > 1, JSON.stringify(one))
  assert.equal(one.p_by, 'blocks')
})
