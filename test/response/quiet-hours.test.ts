import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { minutesAhead, quietUntil } from '../../core/response/quiet-hours.ts'

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

/** Minute by minute, as it is defined: two days hold the longest night. */
function untilByMinute({ from, to, zone }: { from: string; to: string; zone: string }, now: Date): Date | undefined {
  const clock = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  })
  const isQuiet = (minute: number) => {
    const wall = clock.format(minute * 60_000)
    return from <= to ? wall >= from && wall < to : wall >= from || wall < to
  }
  const start = Math.floor(now.getTime() / 60_000)
  const end = Array.from({ length: 2880 }, (_, at) => start + at).find((minute) => !isQuiet(minute))
  return end === start ? undefined : new Date(end! * 60_000)
}

test('quiet hours end as they do minute by minute, above all about changes of clocks', () => {
  const hour = fc
    .record({ hour: fc.constantFrom(0, 1, 2, 3, 4, 7, 22, 23), minute: fc.constantFrom(0, 1, 15, 30, 59) })
    .map((at) => `${String(at.hour).padStart(2, '0')}:${String(at.minute).padStart(2, '0')}`)
  // Clocks are set at the second of these times: by an hour, by half of one, by a day.
  const change = fc.constantFrom(
    ['Europe/Berlin', '2026-03-29T01:00Z'],
    ['Europe/Berlin', '2026-10-25T01:00Z'],
    ['America/New_York', '2026-03-08T07:00Z'],
    ['America/St_Johns', '2026-11-01T04:30Z'],
    ['Australia/Lord_Howe', '2026-04-04T15:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
    ['Pacific/Apia', '2011-12-30T10:00Z'],
    ['UTC', '2026-01-01T00:00Z'],
  )
  fc.assert(
    fc.property(hour, hour, change, fc.integer({ min: -1500, max: 300 }), (from, to, [zone, at], minutes) => {
      const now = new Date(Date.parse(at!) + minutes * 60_000 + 1234)
      const quiet = { from, to, zone: zone! }
      assert.equal(quietUntil(quiet, now)?.toISOString(), untilByMinute(quiet, now)?.toISOString())
    }),
    { numRuns: Number(process.env.RUNS ?? 100) },
  )
})

test('quiet hours look at the clock a few times, not each minute', (t) => {
  const { get } = Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, 'format')!
  let looks = 0
  t.mock.getter(Intl.DateTimeFormat.prototype, 'format', function (this: Intl.DateTimeFormat) {
    const format = get!.call(this)
    return (time: number) => {
      looks++
      return format(time)
    }
  })
  const looksAt = (now: string) => {
    looks = 0
    assert.ok(until({ from: '22:00', to: '07:00', zone: 'Europe/Berlin' }, now) !== undefined)
    return looks
  }
  assert.deepEqual([looksAt('2026-01-05T22:00:00Z'), looksAt('2026-01-06T05:59:00Z')], [4, 4])
  assert.ok(looksAt('2026-03-28T21:00:00Z') < 25)
})

test('minutesAhead: clocks that are behind are ahead by the rest of a day', () => {
  const zones = ['UTC', 'Asia/Kolkata', 'America/New_York', 'Pacific/Apia']
  assert.deepEqual(
    zones.map((zone) => minutesAhead(zone, new Date('2026-07-15T23:59:30Z'))),
    [0, 330, 1200, 780],
  )
})
