import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { labelledCohort, waitFor, windowsBefore } from '../../core/drift/windows.ts'

const DAY = 86_400_000

test('windowsBefore: whoever judges, and whenever in a window, judges the same ones', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.nat(4_000_000),
      fc.integer({ min: 1, max: 50 }),
      fc.nat(900),
      (days, minutes, count, late) => {
        const delay = late * DAY
        const [length, now] = [days * DAY, Date.UTC(2020, 0) + minutes * 60_000]
        const windows = windowsBefore({ length, delay, now, count })
        assert.equal(windows.length, count)
        for (const [at, { from, to }] of windows.entries()) {
          assert.equal(to - from, length)
          // Before 1970 it is −0.
          assert.equal(Math.abs(from % length), 0)
          if (at > 0) assert.equal(windows[at - 1]!.to, from)
        }
        const { to } = windows.at(-1)!
        const wait = waitFor({ delay, length })
        assert.ok(to + wait <= now && now < to + wait + length)
        assert.deepEqual(windowsBefore({ length, delay, now: to + wait, count }), windows)
      },
    ),
  )
})

test('windowsBefore: weeks begin on Thursdays', () => {
  const [week] = windowsBefore({ length: 7 * DAY, delay: 0, now: Date.UTC(2026, 0, 10), count: 1 })
  assert.equal(new Date(week!.from).getUTCDay(), 4)
})

test('waitFor: labels that take a seventh of a window are waited for, and no longer ones', () => {
  assert.equal(waitFor({ delay: DAY, length: 7 * DAY }), DAY)
  assert.equal(waitFor({ delay: DAY + 1, length: 7 * DAY }), 0)
  assert.equal(waitFor({ delay: 0, length: 1 }), 0)
  const due = Date.UTC(2026, 0, 15) + DAY
  const windows = { length: 7 * DAY, delay: DAY, count: 1 }
  assert.equal(windowsBefore({ ...windows, now: due - 1 })[0]!.to, Date.UTC(2026, 0, 8))
  assert.equal(windowsBefore({ ...windows, now: due })[0]!.to, Date.UTC(2026, 0, 15))
})

test('labelledCohort: a window is its own cohort where it is waited for, else the same stretch earlier by the delay', () => {
  const window = { from: 700, to: 1400 }
  assert.deepEqual(labelledCohort(window, 0), window)
  assert.deepEqual(labelledCohort(window, 100), window)
  assert.deepEqual(labelledCohort(window, 101), { from: 599, to: 1299 })
  assert.deepEqual(labelledCohort(window, 5000), { from: -4300, to: -3600 })
})

test('labelledCohort: cohorts of windows in a row never overlap, leave no gap, and have their labels when they are judged', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 * DAY }),
      fc.oneof(fc.nat(3 * 400 * DAY), fc.nat(60 * DAY), fc.constant(0)),
      fc.integer({ min: -4_000_000, max: 4_000_000 }),
      fc.integer({ min: 2, max: 30 }),
      (length, delay, minutes, count) => {
        const now = Date.UTC(1990, 0) + minutes * 60_000
        const cohorts = windowsBefore({ length, delay, now, count }).map((window) => labelledCohort(window, delay))
        for (const [at, { from, to }] of cohorts.entries()) {
          assert.equal(to - from, length)
          assert.ok(to + delay <= now)
          if (at > 0) assert.equal(cohorts[at - 1]!.to, from)
        }
        // Whoever judges the same window later judges the same rows.
        const later = windowsBefore({ length, delay, now: now + length, count: count + 1 })
        assert.deepEqual(
          later.slice(0, -1).map((window) => labelledCohort(window, delay)),
          cohorts,
        )
      },
    ),
  )
})
