import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DAY, HOUR, weekSlots } from '../../../core/drift/policy/week-slots.ts'

/** So many rows a day of eight weeks, as far apart as it says. */
const every = (apart: number, from = 0) =>
  Float64Array.from({ length: 56 * 240 }, (_, row) => from + Math.floor((row * 56 * DAY) / (56 * 240) / apart) * apart)

test('weekSlots: are no shorter than what the times of either side tell apart', () => {
  const hours = every(HOUR / 10)
  const said = (one: Float64Array, other: Float64Array) => {
    const { perDay, unlikeHours } = weekSlots(one, other)
    return [perDay, unlikeHours]
  }
  assert.deepEqual(said(hours, every(HOUR)), [24, false])
  for (const [apart, perDay, unlike] of [
    [2 * HOUR, 4, false],
    [3 * HOUR, 4, false],
    [6 * HOUR, 4, false],
    [12 * HOUR, 1, false],
    [DAY, 1, true],
    [7 * DAY, 1, true],
  ] as const) {
    assert.deepEqual(said(every(apart), hours), [perDay, unlike])
    // Midnight somewhere else.
    assert.deepEqual(said(hours, every(apart, 5 * HOUR)), [perDay, unlike])
    assert.deepEqual(said(every(apart), every(apart, DAY)), [perDay, false])
  }
  assert.deepEqual(said(new Float64Array(300).fill(9 * HOUR), hours), [1, true])
})

test('weekSlots: a row of a hundred that lies elsewhere makes no hours of dates, and no dates of hours', () => {
  const dates = every(DAY)
  const stray = dates.map((time, row) => (row % 150 === 7 ? time + 10.5 * HOUR : time))
  assert.deepEqual(weekSlots(stray, every(HOUR)).unlikeHours, true)
  assert.deepEqual(weekSlots(stray, dates).unlikeHours, false)
  const mixed = dates.map((time, row) => (row % 20 === 7 ? time + 10.5 * HOUR : time))
  assert.deepEqual(weekSlots(mixed, every(HOUR)).unlikeHours, false)
})

test('weekSlots: there are none where a side has no time, and a missing time is in none', () => {
  const missing = new Float64Array(300).fill(NaN)
  assert.equal(weekSlots(every(HOUR), missing).perDay, 0)
  assert.equal(weekSlots(missing, every(HOUR)).perDay, 0)
  const { current, perDay } = weekSlots(every(HOUR), Float64Array.of(NaN, ...every(HOUR), NaN))
  assert.deepEqual([current[0], current[1], current.at(-1), perDay], [-1, 0, -1, 24])
})

test('weekSlots: whole weeks earlier or later, and in any order, they are the same', () => {
  const time = fc.integer({ min: 0, max: 20_000 }).map((at) => at * 1_800_000)
  fc.assert(
    fc.property(
      fc.array(time, { minLength: 1, maxLength: 60 }),
      fc.array(time, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: -400, max: 400 }),
      fc.constantFrom(1, 6, 12, 48),
      (reference, current, later, times) => {
        const left = Float64Array.from(reference, (at) => at * times)
        const right = Float64Array.from(current, (at) => at * times)
        const { perDay, unlikeHours } = weekSlots(left, right)
        const moved = weekSlots(
          left.toReversed(),
          right.map((at) => at + later * 7 * DAY),
        )
        assert.deepEqual([moved.perDay, moved.unlikeHours], [perDay, unlikeHours])
      },
    ),
  )
})
