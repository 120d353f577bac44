import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { quietUntil } from '../../core/response/quiet-hours.ts'

const until = (quiet: { from: string; to: string; zone?: string }, now: string) =>
  quietUntil({ zone: 'UTC', ...quiet }, new Date(now))?.toISOString()

test('quiet hours within a day, and over midnight, end as the clock on the wall says', () => {
  const noon = { from: '12:00', to: '13:30' }
  assert.equal(until(noon, '2026-03-01T11:59:59Z'), undefined)
  assert.equal(until(noon, '2026-03-01T12:00:00Z'), '2026-03-01T13:30:00.000Z')
  assert.equal(until(noon, '2026-03-01T13:30:00Z'), undefined)
  const night = { from: '22:00', to: '07:00' }
  assert.equal(until(night, '2026-02-28T22:00:00Z'), '2026-03-01T07:00:00.000Z')
  assert.equal(until(night, '2026-03-01T00:00:00Z'), '2026-03-01T07:00:00.000Z')
  assert.equal(until(night, '2026-03-01T07:00:00Z'), undefined)
  assert.equal(until(night, '2026-03-01T21:59:00Z'), undefined)
})

test('hours are those of the zone, of half an hour too', () => {
  const night = { from: '22:00', to: '07:00', zone: 'Asia/Kolkata' }
  assert.equal(until(night, '2026-03-01T16:29:00Z'), undefined)
  assert.equal(until(night, '2026-03-01T16:30:00Z'), '2026-03-02T01:30:00.000Z')
})

test('a night in which clocks go forward is an hour shorter, one in which they go back an hour longer', () => {
  const night = { from: '22:00', to: '07:00', zone: 'Europe/Berlin' }
  assert.equal(until(night, '2026-03-28T21:00:00Z'), '2026-03-29T05:00:00.000Z')
  assert.equal(until(night, '2026-10-24T20:00:00Z'), '2026-10-25T06:00:00.000Z')
})

test('an end that the change of clocks leaves out is its moment', () => {
  const night = { from: '22:00', to: '02:30', zone: 'Europe/Berlin' }
  assert.equal(until(night, '2026-03-29T00:30:00Z'), '2026-03-29T01:00:00.000Z')
})

test('an hour that comes twice is quiet twice', () => {
  const night = { from: '22:00', to: '02:30', zone: 'Europe/Berlin' }
  assert.equal(until(night, '2026-10-25T00:00:00Z'), '2026-10-25T00:30:00.000Z')
  assert.equal(until(night, '2026-10-25T00:45:00Z'), undefined)
  assert.equal(until(night, '2026-10-25T01:15:00Z'), '2026-10-25T01:30:00.000Z')
})

test('hours that begin as they end, and none at all, are never quiet', () => {
  assert.equal(until({ from: '07:00', to: '07:00' }, '2026-03-01T07:00:00Z'), undefined)
  assert.equal(quietUntil(undefined, new Date(0)), undefined)
})

test('the end of quiet hours is not quiet, and the minute before it is', () => {
  const hour = fc
    .integer({ min: 0, max: 1439 })
    .map((at) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`)
  const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia')
  const time = fc.date({ min: new Date('2011-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(hour, hour, zones, time, (from, to, zone, now) => {
      const quiet = { from, to, zone }
      const end = quietUntil(quiet, now)
      if (end === undefined) return
      assert.ok(end > now)
      assert.equal(quietUntil(quiet, end), undefined)
      const before = new Date(Math.max(now.getTime(), end.getTime() - 60_000))
      assert.equal(quietUntil(quiet, before)?.getTime(), end.getTime())
    }),
    { numRuns: 40 },
  )
})
