import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { labelledCohort, windowsBefore } from '../../core/drift/windows.ts'

const DAY = 86_400_000

test('windowsBefore: whoever judges, and whenever in a window, judges the same ones', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.nat(4_000_000),
      fc.integer({ min: 1, max: 50 }),
      (days, minutes, count) => {
        const [length, now] = [days * DAY, Date.UTC(2020, 0) + minutes * 60_000]
        const windows = windowsBefore({ length, now, count })
        assert.equal(windows.length, count)
        for (const [at, { from, to }] of windows.entries()) {
          assert.equal(to - from, length)
          // Before 1970 it is −0.
          assert.equal(Math.abs(from % length), 0)
          if (at > 0) assert.equal(windows[at - 1]!.to, from)
        }
        const { to } = windows.at(-1)!
        assert.ok(to <= now && now < to + length)
        assert.deepEqual(windowsBefore({ length, now: to, count }), windows)
      },
    ),
  )
})

test('windowsBefore: weeks begin on Thursdays', () => {
  const [week] = windowsBefore({ length: 7 * DAY, now: Date.UTC(2026, 0, 10), count: 1 })
  assert.equal(new Date(week!.from).getUTCDay(), 4)
})

test('labelledCohort: a window is its own cohort once its last label is due, else as long a stretch before it is', () => {
  const window = { from: 100, to: 200 }
  assert.deepEqual(labelledCohort(window, { delay: 30, now: 230 }), window)
  assert.deepEqual(labelledCohort(window, { delay: 30, now: 229 }), { from: 70, to: 170 })
  assert.deepEqual(labelledCohort(window, { delay: 0, now: 200 }), window)
})
