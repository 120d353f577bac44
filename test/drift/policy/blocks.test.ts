import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Blocks } from '../../../core/drift/policy/blocks.ts'
import { waysToPermute } from '../../../core/drift/policy/blocks.ts'
import { type Layout, layOut, type Placed } from '../../../core/drift/policy/lay-out.ts'
import { measureGrid } from '../../../core/drift/policy/measures.ts'
import { permuteBlocks } from '../../../core/drift/policy/permute-blocks.ts'
import { normalQuantile } from '../../../core/stats/normal.ts'
import { randomBits } from '../../../core/stats/random.ts'
import { measure, numeric, texts } from './made.ts'
import { near } from './near.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const times = (rows: number, every: number, from = 0) =>
  Float64Array.from({ length: rows }, (_, row) => from + row * every)
const placed = (time: Float64Array) => ({ time, group: undefined })

test('layOut: days are blocks, hours where there are fewer than 5 days on a side, and fewer than 5 hours are too few', () => {
  const month = placed(times(720, HOUR))
  const byDay = layOut(month, placed(times(120, HOUR, 31 * DAY))) as Layout
  assert.deepEqual([byDay.by, byDay.reference.blocks, byDay.current.blocks], ['day', 30, 5])
  const byHour = layOut(month, placed(times(96, HOUR, 31 * DAY))) as Layout
  assert.deepEqual([byHour.by, byHour.reference.blocks, byHour.current.blocks], ['hour', 720, 96])
  assert.deepEqual(layOut(month, placed(times(300, 10_000, 31 * DAY))), {
    because: 'rows of 1 hour, at least 5 are needed on either side',
  })
})

test('layOut: rows without a time are no day', () => {
  const four = times(96, HOUR)
  const layout = layOut(placed(Float64Array.of(...four, Number.NaN)), placed(times(240, HOUR, 31 * DAY))) as Layout
  assert.equal(layout.by, 'hour')
})

test('layOut: rows count as independent where neither times nor groups are known of the window', () => {
  assert.equal(layOut(placed(times(10, DAY)), { time: undefined, group: undefined }), undefined)
})

test('layOut: where the reference tells neither, days or groups of the window lie alone', () => {
  const alone = (current: Placed) => {
    const layout = layOut({ time: undefined, group: undefined }, current)
    assert.ok(layout !== undefined && 'current' in layout && layout.reference === undefined)
    return [layout.current.blocks, layout.current.parts, [...layout.current.codes.slice(0, 3)]]
  }
  assert.deepEqual(alone(placed(times(10, DAY / 2))), [5, 5, [0, 0, 1]])
  assert.deepEqual(alone({ ...placed(times(4, DAY)), group: numeric([7, 8, 8, 7]) }), [2, 2, [0, 1, 1]])
})

test('layOut: groups are blocks whatever their times; many are joined to about 256', () => {
  const groups = (count: number) => ({
    time: undefined,
    group: numeric(Array.from({ length: 3 * count }, (_, row) => row % count)),
  })
  const few = layOut(groups(20), groups(6)) as Layout
  assert.deepEqual([few.by, few.reference.blocks, few.current.blocks], ['group', 20, 6])
  const many = layOut(groups(3000), groups(1000)) as Layout
  assert.deepEqual([many.reference.blocks, many.current.blocks], [188, 63])
  assert.match((layOut(groups(20), groups(4)) as { because: string }).because, /^rows of 4 groups/)
})

test('layOut: slots of the week are as fine as the rows fill them, and begin with a Thursday as 1970 did', () => {
  const perHour = (rows: number) => placed(times(28 * 24 * rows, HOUR / rows))
  assert.equal((layOut(perHour(10), perHour(10)) as Layout).slotsPerDay, 24)
  assert.equal((layOut(perHour(1), perHour(1)) as Layout).slotsPerDay, 4)
  assert.equal((layOut(placed(times(100, 6 * HOUR)), placed(times(100, 6 * HOUR))) as Layout).slotsPerDay, 1)
  const { current } = layOut(perHour(10), placed(times(2400, HOUR / 10, 28 * DAY))) as Layout
  assert.deepEqual([...current.slotOf.slice(0, 2)], [0, 1])
})

/** Two cells; the current blocks, then those of the reference, by rows in the first of 10. */
const blocks = (current: readonly number[], reference: readonly number[], stratumOf?: readonly number[]): Blocks => {
  const plain = Float64Array.from([...current, ...reference].flatMap((rows) => [rows, 10 - rows]))
  const length = current.length + reference.length
  return {
    cells: 2,
    current: current.length,
    stratumOf: Int32Array.from(stratumOf ?? new Array(length).fill(0)),
    plain,
    weighted: plain,
  }
}
const grid = measureGrid(Float64Array.of(0, 1))

test('permuteBlocks: the p-value is the share of all ways to choose the current blocks', () => {
  // 3 of 8 blocks: of 56 ways one is as far apart on either side of the middle as 9, 8, 8 beside 1, 2, 3, 2, 1.
  const drawn = Array.from({ length: 30 }, (_, seed) =>
    permuteBlocks(blocks([9, 8, 8], [1, 2, 3, 2, 1]), grid, { bits: randomBits(seed) }),
  )
  near(drawn[0]!.observed.statistic, 25 / 30 - 9 / 50)
  // The mean of 10 / l is a ninth above p.
  near(drawn.reduce((sum, { pValue }) => sum + pValue, 0) / 30, 10 / 9 / 56, 0.003)
})

test('permuteBlocks: which side has fewer blocks changes nothing', () => {
  const one = permuteBlocks(blocks([9, 5, 8], [1, 7, 3, 8, 1]), grid, { bits: randomBits(3) })
  const other = permuteBlocks(blocks([1, 7, 3, 8, 1], [9, 5, 8]), grid, { bits: randomBits(4) })
  near(one.observed.statistic, other.observed.statistic)
  near(one.pValue, other.pValue, 0.1)
  near(one.byChance.distance, other.byChance.distance, 0.05)
})

test('permuteBlocks: stays within strata, so that what differs between them alone is no drift', () => {
  // Blocks of stratum 1 are all high; the current sample has more of them.
  const free = blocks([9, 9, 9, 1], [9, 1, 1, 1, 1, 1, 1, 1], undefined)
  const strata = blocks([9, 9, 9, 1], [9, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0])
  assert.ok(permuteBlocks(free, grid, { bits: randomBits(3) }).pValue < 0.15)
  assert.equal(permuteBlocks(strata, grid, { bits: randomBits(3) }).pValue, 1)
  assert.equal(waysToPermute(free), 495)
  assert.equal(waysToPermute(strata), 4 * 8)
})

test('permuteBlocks: stops after a hundred permutations without drift, and never says 0', () => {
  let drawn = 0
  const counting = () => {
    drawn++
    return randomBits(drawn)()
  }
  permuteBlocks(blocks([5, 4], [4, 5, 5]), grid, { bits: counting })
  assert.ok(drawn <= 200, `${drawn}`)
  const far = Array.from({ length: 20 }, () => 10)
  const { pValue } = permuteBlocks(
    blocks(
      far,
      far.map(() => 0),
    ),
    grid,
    { bits: randomBits(1), more: () => 12_000 },
  )
  assert.equal(pValue, 1 / 12_001)
})

const bits = randomBits(99)
const normal = () => normalQuantile(((bits() >>> 0) + 0.5) / 2 ** 32)

const fifty = <T>(of: (row: number) => T): T[] => Array.from({ length: 50 }, (_, row) => of(row))

/** 28 days and the week after them, 50 rows a day; what a day or a weekend adds. */
function weeks(ofDay: (day: number) => number) {
  const column = (days: readonly number[]) =>
    numeric(days.flatMap((day) => ((effect) => Array.from({ length: 50 }, () => effect + normal()))(ofDay(day))))
  const all = Array.from({ length: 35 }, (_, day) => day)
  return { column, days: [all.slice(0, 28), all.slice(28)] as const }
}
const layoutOf = (...sides: readonly (readonly number[])[]) => {
  const [reference, current] = sides.map((days) =>
    placed(Float64Array.from(days.flatMap((day) => Array.from({ length: 50 }, (_, row) => day * DAY + row * 1000)))),
  )
  return layOut(reference!, current!)
}

test('measureColumn: days that are unlike are no drift by blocks, though single rows say so', () => {
  // Half of the days are high, of the week five in seven.
  const { column, days } = weeks((day) => ((day < 28 ? day % 2 === 0 : day % 7 < 5) ? 1 : -1))
  const [reference, current] = days.map(column)
  const byRows = measure(reference!, current!)
  const byBlocks = measure(reference!, current!, { layout: layoutOf(...days) })
  assert.ok(byRows.p_value! < 0.001 && byRows.times! > 1, `${byRows.p_value} ${byRows.times}`)
  assert.equal(byBlocks.p_by, 'blocks')
  assert.deepEqual(byBlocks.blocks, { reference: 28, current: 7 })
  assert.ok(byBlocks.p_value! > 0.05 && byBlocks.effect! < byRows.effect!, `${byBlocks.p_value}`)
})

test('measureColumn: a column below its floor is not permuted, and says so', () => {
  const { column, days } = weeks(() => 0)
  const [reference, current] = days.map(column)
  const { p_by, reason } = measure(reference!, current!, { layout: layoutOf(...days) })
  assert.equal(p_by, 'rows')
  assert.match(reason!, /blocks of them were not permuted/)
})

test('measureColumn: a window of weekends is no drift beside a reference whose weekends are as high', () => {
  const weekend = (day: number) => (day % 7 >= 5 ? 2 : 0)
  const { column } = weeks(weekend)
  const days = [Array.from({ length: 56 }, (_, day) => day), [61, 62, 68, 69, 75, 76]] as const
  const [reference, current] = days.map(column)
  const layout = layoutOf(...days)
  const same = measure(reference!, current!, { layout })
  assert.ok(same.p_value! > 0.05 || same.times! < 1 || same.seasonal!.p_value! > 0.05)
  const shifted = weeks((day) => weekend(day) + (day >= 56 ? 1 : 0)).column(days[1])
  const moved = measure(reference!, shifted, { layout })
  assert.ok(moved.seasonal!.effect! > 0.2 && moved.seasonal!.p_value! < 0.01, JSON.stringify(moved.seasonal))
  assert.ok(moved.seasonal!.effect! < moved.tests[1]!.statistic!)
})

const WORKING = [0, 1, 2, 7, 8, 9, 14, 15, 16, 21, 22, 23]

/** What is said of days of the window that are all 2 higher, as numbers and as categories. */
function unlikeDays(...days: readonly [reference: readonly number[], current: readonly number[]]) {
  const { column } = weeks((day) => (day > 30 ? 2 : 0))
  const numbers = days.map(column)
  const categories = numbers.map((values) => ({
    ...{ kind: 'text' as const, levels: ['low', 'high'] },
    codes: Int32Array.from(values.kind === 'number' ? values.values : [], (value) => (value > 1 ? 1 : 0)),
  }))
  const layout = layoutOf(...days)
  return [numbers, categories].map(([reference, current]) => measure(reference!, current!, { layout }))
}

test('measureColumn: where the reference lacks the weekdays of the window it says that it was not compared by season', () => {
  for (const { p_value, reason, seasonal, unmatched } of unlikeDays(WORKING, [32, 33, 34, 39, 40, 41])) {
    assert.deepEqual([seasonal, unmatched], [null, true])
    assert.ok(p_value! < 0.01)
    assert.equal(
      reason,
      'not compared by season: the reference has no rows on Monday, Tuesday, Wednesday (UTC); give a reference of whole weeks, with the times of its rows',
    )
  }
})

test('measureColumn: so it does where days of the same weekdays are too few, and where a part of the window has none and no p-value makes up for it', () => {
  // Thursday to Wednesday without the weekend, beside Thursday to Monday: three days are the same.
  for (const { seasonal, unmatched, reason } of unlikeDays([0, 1, 4, 5, 6], [35, 36, 37, 38, 39])) {
    assert.deepEqual([seasonal, unmatched], [null, true])
    assert.match(
      reason!,
      /^not compared by season: the reference has too few blocks of the same weekdays and hours; give/,
    )
  }
  const some = Array.from({ length: 28 }, (_, day) => day).filter((day) => day % 7 !== 2 && day % 7 !== 3)
  for (const { seasonal, unmatched, reason } of unlikeDays(some, [35, 36, 37, 38, 39, 40, 41])) {
    assert.ok(seasonal!.effect! > 0.3 && seasonal!.p_value === null)
    assert.equal(unmatched, true)
    assert.match(reason!, /^compared by season only in part: the reference has no rows on Saturday, Sunday \(UTC\)/)
  }
  // With three more weeks there are ways enough for the p-value of the working days.
  const more = Array.from({ length: 42 }, (_, day) => day - 14).filter(
    (day) => (day + 14) % 7 < 2 || (day + 14) % 7 > 3,
  )
  for (const { seasonal, unmatched } of unlikeDays(more, [35, 36, 37, 38, 39, 40, 41])) {
    assert.ok(seasonal!.p_value! < 0.01)
    assert.equal(unmatched, undefined)
  }
})

test('measureColumn: a reference of whole weeks is compared by season, of dates alone too, and one without any time has none', () => {
  const all = Array.from({ length: 42 }, (_, day) => day)
  const { column } = weeks((day) => (day >= 35 ? 1 : 0))
  const sides = [all.slice(0, 35), all.slice(35)] as const
  const [reference, current] = sides.map(column)
  const hourly = sides.map((days) =>
    Float64Array.from(days.flatMap((day) => fifty((row) => day * DAY + row * 1_700_000))),
  )
  const dates = sides.map((days) => Float64Array.from(days.flatMap((day) => fifty(() => day * DAY))))
  for (const [left, right] of [
    [hourly[0], hourly[1]],
    [dates[0], hourly[1]],
    [hourly[0], dates[1]],
  ]) {
    const found = measure(reference!, current!, { layout: layOut(placed(left!), placed(right!)) })
    assert.ok(found.seasonal!.effect! > 0.5 && found.seasonal!.p_value! < 0.001, JSON.stringify(found))
    assert.equal(found.unmatched, undefined)
  }
  const groups = sides.map((days) => numeric(days.flatMap((day) => fifty(() => day))))
  const grouped = (time: Float64Array | undefined) =>
    layOut({ time, group: groups[0]! }, { time: hourly[1], group: groups[1]! })
  for (const time of [undefined, new Float64Array(hourly[0]!.length).fill(NaN)]) {
    const found = measure(reference!, current!, { layout: grouped(time) })
    assert.deepEqual([found.p_by, found.seasonal, found.unmatched], ['blocks', null, undefined])
  }
  assert.ok(measure(reference!, current!, { layout: grouped(hourly[0]) }).seasonal !== null)
})

test('measureColumn: hours of a window are not held against days of a reference of dates alone', () => {
  const all = Array.from({ length: 36 }, (_, day) => day)
  const { column } = weeks((day) => (day === 35 ? 3 : 0))
  const sides = [all.slice(0, 35), [35, 35, 35, 35, 35]] as const
  const [reference, current] = sides.map(column)
  const dates = Float64Array.from(sides[0].flatMap((day) => fifty(() => day * DAY)))
  const hours = Float64Array.from({ length: 250 }, (_, row) => 35 * DAY + row * 340_000)
  const found = measure(reference!, current!, { layout: layOut(placed(dates), placed(hours)) })
  assert.ok(found.p_value! < 0.01 && found.unmatched, JSON.stringify(found))
  assert.match(found.reason!, /one of reference and window tells no hours/)
})

test('measureColumn: batches of some hours are matched with a reference that tells seconds, and found where they drift', () => {
  const all = Array.from({ length: 35 }, (_, day) => day)
  const reference = weeks(() => 0).column(all)
  const seconds = Float64Array.from(all.flatMap((day) => fifty((row) => day * DAY + row * 1_727_000)))
  const written = [35, 36, 37, 38]
  for (const hours of [3, 6, 12]) {
    const times = written.flatMap((day) =>
      fifty((row) => day * DAY + Math.floor((row * 24) / 50 / hours) * hours * HOUR),
    )
    const layout = layOut(placed(seconds), placed(Float64Array.from(times)))
    const found = (shift: number) => measure(reference, weeks(() => shift).column(written), { layout })
    const [same, drifted] = [found(0), found(3)]
    assert.deepEqual([same.unmatched, drifted.unmatched, drifted.reason], [undefined, undefined, null])
    assert.ok(drifted.p_value! < 0.01 && drifted.seasonal!.effect! > 0.5, JSON.stringify(drifted))
    assert.ok(same.p_value! > 0.01, JSON.stringify(same))
  }
})

test('measureColumn: categories are permuted by blocks too', () => {
  const day = (high: boolean) => (high ? { a: 10, b: 40 } : { a: 40, b: 10 })
  const all = Array.from({ length: 35 }, (_, at) => at)
  const of = (days: readonly number[], isHigh: (at: number) => boolean) => {
    const parts = days.map((at) => texts(day(isHigh(at))))
    return {
      kind: 'text' as const,
      levels: ['a', 'b'],
      codes: Int32Array.from(parts.flatMap((part) => (part.kind === 'text' ? [...part.codes] : []))),
    }
  }
  const sides = [all.slice(0, 28), all.slice(28)] as const
  const layout = layoutOf(...sides)
  const some = (at: number) => (at * 7) % 11 < 5
  const unlike = measure(
    of(sides[0], some),
    of(sides[1], (at) => at % 7 < 5),
    { layout },
  )
  assert.equal(unlike.p_by, 'blocks')
  assert.ok(unlike.p_value! > 0.02)
  const changed = measure(
    of(sides[0], () => false),
    of(sides[1], () => true),
    { layout },
  )
  assert.ok(changed.p_value! < 0.001 && changed.seasonal!.effect! > 0.3, JSON.stringify(changed))
})
