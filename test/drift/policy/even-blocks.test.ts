import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column } from '../../../core/data/table.ts'
import { sumOf } from '../../../core/drift/policy/block-counts.ts'
import { evenBlocks } from '../../../core/drift/policy/even-blocks.ts'
import { type Layout, layOut } from '../../../core/drift/policy/lay-out.ts'
import { normalQuantile } from '../../../core/stats/normal.ts'
import { randomBits } from '../../../core/stats/random.ts'
import { measure, numeric } from './made.ts'

const DAY = 86_400_000

/** So many rows a day, even over it. */
function drawn(
  seed: number,
  { days, perDay, from = 0, shift = 0 }: Record<'days' | 'perDay', number> & { from?: number; shift?: number },
) {
  const bits = randomBits(seed)
  const values = Float64Array.from(
    { length: days * perDay },
    () => shift + normalQuantile(((bits() >>> 0) + 0.5) / 2 ** 32),
  )
  return { values, time: values.map((_, row) => from * DAY + Math.floor((row * DAY) / perDay)) }
}

const categories = (values: Float64Array): Column => ({
  kind: 'text',
  levels: ['low', 'middle', 'high'],
  codes: Int32Array.from(values, (value) => (value < -0.43 ? 0 : value < 0.43 ? 1 : 2)),
})

const reference = drawn(1, { days: 56, perDay: 50 })
const laid = (window: typeof reference) =>
  layOut({ time: reference.time, group: undefined }, { time: window.time, group: undefined })

test('a shift is found however many more rows a day the window has than the reference', () => {
  for (const perDay of [50, 500, 2000, 10_000]) {
    const window = drawn(2, { days: 7, perDay, from: 56, shift: 0.5 })
    for (const column of [numeric, categories]) {
      const one = measure(column(reference.values), column(window.values), { layout: laid(window) })
      assert.ok(one.times! > 1 && one.p_value! < 0.001, `${perDay} rows a day: p ${one.p_value}, × ${one.times}`)
    }
  }
})

test('evenBlocks: of the side with more than twice the rows a block some are drawn, and the other is left as it is', () => {
  const layout = (ours: number, theirs: number) =>
    ({
      current: { blockOf: Uint32Array.from({ length: ours }, (_, part) => part) },
      reference: { blockOf: Uint32Array.from({ length: theirs }, (_, part) => part) },
    }) as unknown as Layout
  const parted = {
    cells: 2,
    reference: { parts: 2, rows: Float64Array.of(10, 40, 30, 20) },
    current: { parts: 1, rows: Float64Array.of(3000, 7000) },
  }
  const even = evenBlocks(parted, layout(1, 2), randomBits(3))
  assert.equal(even.reference, parted.reference)
  const [first, second] = even.current.rows as unknown as [number, number]
  assert.ok(Math.abs(first + second - 50) < 25 && second > first, `${first}, ${second}`)
  const alike = { ...parted, current: { parts: 2, rows: Float64Array.of(20, 10, 40, 30) } }
  assert.equal(evenBlocks(alike, layout(2, 2), randomBits(3)), alike)
  // A block without a value is none.
  const sparse = { ...alike, reference: { parts: 4, rows: Float64Array.of(0, 0, 10, 40, 0, 0, 30, 20) } }
  assert.equal(evenBlocks(sparse, layout(2, 4), randomBits(3)), sparse)
  const turned = evenBlocks(
    { ...parted, current: parted.reference, reference: parted.current },
    layout(2, 1),
    randomBits(3),
  )
  assert.ok(sumOf(turned.reference.rows) < 100)
})

test('a column of which one side has hardly a row a day is not called stable where it moved', () => {
  const rare = (seed: number, days: number, from: number, shift: number) => {
    const { time, values } = drawn(seed, { days, perDay: 40, from, shift })
    return { time, values: values.map((value, row) => (row % 160 === 0 ? value : Number.NaN)) }
  }
  const [before, now] = [rare(4, 1000, 0, 0), drawn(5, { days: 7, perDay: 60, from: 1000, shift: 1.5 })]
  const layout = layOut({ time: before.time, group: undefined }, { time: now.time, group: undefined })
  const one = measure(numeric(before.values), numeric(now.values), { layout })
  assert.ok(
    one.verdict === 'insufficient' ? /hardly a row in each/.test(one.reason!) : one.p_value! < 0.001,
    JSON.stringify(one),
  )
})
