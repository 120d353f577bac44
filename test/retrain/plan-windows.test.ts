import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { planWindows } from '../../core/retrain/plan-windows.ts'

const DAY = 86_400_000
const HOUR = 3_600_000

test('planWindows: the holdout ends where labels should be there, and training where it begins', () => {
  const now = Date.UTC(2026, 2, 29, 5, 30)
  const windows = planWindows({ now, trainOn: 28 * DAY, holdout: 14 * DAY, availableAfter: 2 * DAY, every: undefined })
  const said = [windows.train.from, windows.train.to, windows.test.from, windows.test.to].map((at) =>
    new Date(at).toISOString().slice(0, 13),
  )
  assert.deepEqual(said, ['2026-02-13T00', '2026-03-13T00', '2026-03-13T00', '2026-03-27T00'])
})

test('planWindows: groups decide where it is cut, else days, however short it is', () => {
  const plan = { now: 1000.5 * DAY, trainOn: 10 * DAY, availableAfter: 0, every: undefined }
  assert.equal(planWindows({ ...plan, holdout: 2 * DAY }).test.to, 1000 * DAY)
  assert.deepEqual(planWindows({ ...plan, holdout: 1.5 * DAY }).test, { from: 998 * DAY, to: 1000 * DAY })
  assert.equal(planWindows({ ...plan, holdout: 2 * DAY, every: 7 * DAY }).test.to, 994 * DAY)
  assert.equal(planWindows({ ...plan, holdout: 2 * DAY, every: 7 * DAY }).test.from, 987 * DAY)
})

test('planWindows: no row is in both, none is younger than its label, none is older than asked for', () => {
  const time = fc.integer({ min: 0, max: Date.UTC(2090, 0) })
  const span = fc.integer({ min: HOUR, max: 400 * DAY })
  const every = fc.option(fc.integer({ min: HOUR, max: 30 * DAY }), { nil: undefined })
  fc.assert(
    fc.property(
      time,
      span,
      span,
      fc.integer({ min: 0, max: 60 * DAY }),
      every,
      (now, trainOn, holdout, later, every) => {
        const { test, train } = planWindows({ now, trainOn, holdout, availableAfter: later, every })
        assert.ok(train.from < train.to && train.to === test.from && test.from < test.to)
        assert.ok(test.to <= now - later && now - later - test.to < (every ?? DAY))
        assert.ok(test.to - test.from >= holdout && train.to - train.from >= trainOn)
        const step = every ?? DAY
        for (const at of [train.from, train.to, test.to]) assert.equal(Math.abs(at % step), 0)
      },
    ),
  )
})
