import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { planWindows } from '../../core/retrain/plan-windows.ts'
import { afterNewest, sayUnknown, whyUnfair } from '../../core/retrain/seen-rows.ts'

const DAY = 86_400_000
const at = (text: string) => Date.parse(`${text}Z`)
const test14 = { from: at('2026-03-13T00:00:00'), to: at('2026-03-27T00:00:00') }

test('whyUnfair: a row at the first moment of the holdout is one too many, the one before it is not', () => {
  const seen = (newest: string, days = false) => whyUnfair({ until: afterNewest(at(newest), days) }, test14, 'v1.0.0')
  assert.equal(seen('2026-03-12T23:59:59.999'), undefined)
  assert.equal(
    seen('2026-03-13T00:00:00'),
    'v1.0.0 has learned from rows up to 2026-03-13 00:00 UTC, and the holdout is 2026-03-13 to 2026-03-26: on rows that it has seen nobody can be compared with it. It can be once the holdout is younger, or make `retrain.holdout` shorter',
  )
  assert.equal(seen('2026-03-12T00:00:00', true), undefined, 'the whole of the 12th')
  assert.match(seen('2026-03-13T00:00:00', true)!, /rows up to 2026-03-13, and/)
  assert.equal(
    whyUnfair({ until: test14.from }, test14, 'v1.0.0'),
    undefined,
    'the end of a window is the first moment after it',
  )
})

test('whyUnfair: what is fair has no row in common, and a row before the holdout is no reason to refuse', () => {
  const plan = fc.record({
    now: fc.integer({ min: at('2020-01-01T00:00:00'), max: at('2030-01-01T00:00:00') }),
    trainOn: fc.integer({ min: 1, max: 100 }).map((days) => days * DAY),
    holdout: fc.integer({ min: 1, max: 40 }).map((hours) => hours * 6 * 3_600_000),
    availableAfter: fc.integer({ min: 0, max: 5 * DAY }),
    every: fc.constantFrom(undefined, DAY, 7 * DAY),
  })
  fc.assert(
    fc.property(plan, fc.integer({ min: -5 * DAY, max: 5 * DAY }), fc.boolean(), (windows, shift, days) => {
      const { test, train } = planWindows(windows)
      const raw = test.from + shift
      const newest = days ? Math.floor(raw / DAY) * DAY : raw
      // Rows of a day come with any time of it.
      const last = days ? newest + DAY - 1 : newest
      const seen = { until: afterNewest(newest, days) }
      assert.equal(whyUnfair(seen, test, 'v1') === undefined, last < test.from)
      assert.equal(whyUnfair({ until: train.to }, test, 'v1'), undefined)
    }),
  )
})

test('sayUnknown: what nobody knows is told as what it may do', () => {
  assert.equal(sayUnknown({ until: 0 }, 'v1.0.0'), undefined)
  assert.equal(
    sayUnknown({ unknown: 'its config has no `data.time`' }, 'v1.0.0'),
    'Nobody can tell whether v1.0.0 has learned from rows of the holdout: its config has no `data.time`. If it has, that flatters it, and never the challenger',
  )
})

test('sayUnknown: rows of times that nobody can have known are counted', () => {
  const impossible = { rows: 2, last: Date.UTC(2026, 2, 1), place: '`train.csv`' }
  assert.equal(
    sayUnknown({ until: Date.UTC(2026, 1, 1), impossible }, 'v1.0.0'),
    '2 rows of `train.csv` have times after 2026-03-01 00:00 UTC, though they were there by then: they do not count, and v1.0.0 is taken to have learned from rows up to 2026-01-31',
  )
})
