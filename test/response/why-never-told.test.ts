import assert from 'node:assert/strict'
import { test } from 'node:test'
import { whyNeverTold } from '../../core/response/why-never-told.ts'

const YEAR = new Date('2026-01-31T12:00:00Z')
const NEW_YORK = { from: '22:00', to: '07:00', zone: 'America/New_York' }
const told = (crons: readonly string[], quiet = NEW_YORK, timezone?: string) => {
  const schedules = crons.map((cron) => ({ cron, timezone }))
  const why = whyNeverTold(schedules, quiet, YEAR)
  return why === undefined ? 'always' : (/in (\d+) months/.exec(why)?.[1] ?? 'never')
}

test('a schedule that runs in quiet hours alone is told so, in all of the year or in its months', () => {
  assert.equal(
    whyNeverTold([{ cron: '17 6 * * *' }], NEW_YORK, YEAR),
    '`17 6 * * *` runs in quiet hours (22:00 to 07:00, America/New_York) alone, so nobody is told of drift: let it run outside of them',
  )
  assert.equal(told(['17 11 * * *']), '4', 'winter, in which it is an hour earlier')
  assert.equal(told(['17 12 * * *']), 'always')
  assert.equal(told(['59 1 * * *']), 'always')
})

test('one run outside of them is enough, in whichever entry', () => {
  for (const cron of ['0 6,13 * * *', '0 */6 * * *', '0 * * * *', '*/5 * * * 1', '0 0-12/3 * * *', '0 5/7 * * *'])
    assert.equal(told([cron]), 'always', cron)
  for (const cron of ['0 6-9 * * *', '*/10 4-10 * * MON', '0,30 3-9/2 1 JAN *', '0 7/24 * * *'])
    assert.equal(told([cron]), 'never', cron)
  assert.equal(told(['17 6 * * *', '17 12 * * *']), 'always')
  assert.match(
    whyNeverTold([{ cron: '1 6 * * *' }, { cron: '2 7 * * *' }], NEW_YORK, YEAR)!,
    /^`1 6 \* \* \*`, `2 7 \* \* \*` run in quiet hours/,
  )
})

test('hours of a schedule with a time zone are those of its clocks', () => {
  assert.equal(told(['17 6 * * *'], NEW_YORK, 'America/New_York'), 'never')
  assert.equal(told(['0 7 * * *'], NEW_YORK, 'America/New_York'), 'always')
  assert.equal(told(['30 11 * * *'], NEW_YORK, 'Europe/Berlin'), 'never')
  assert.equal(told(['30 12 * * *'], NEW_YORK, 'Europe/Berlin'), '11', 'but in March, when New York is early')
  assert.equal(told(['30 13 * * *'], NEW_YORK, 'Europe/Berlin'), 'always')
})

test('quiet hours within a day are looked at as well, and without any, or a schedule, there is nothing to say', () => {
  const noon = { from: '12:00', to: '13:00', zone: 'UTC' }
  assert.deepEqual([told(['30 12 * * *'], noon), told(['0 13 * * *'], noon)], ['never', 'always'])
  assert.equal(whyNeverTold([{ cron: '17 6 * * *' }], undefined, YEAR), undefined)
  assert.equal(whyNeverTold([], NEW_YORK, YEAR), undefined)
})

test('a field that nobody understands counts as all hours: GitHub tells of it', () => {
  assert.equal(told(['x y * * *']), 'always')
  assert.equal(told(['']), 'always')
})
