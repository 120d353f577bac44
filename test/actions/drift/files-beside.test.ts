import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filesBeside } from '../../../actions/drift/files-beside.ts'
import { folderWith } from '../../folder.ts'
import { judgeIn } from './judge-in.ts'
import { csv, made, type Row, watchedFiles } from './production-logs.ts'

const HOUR = 3_600_000
const NAMES = ['id', 'at', 'distance', 'origin', 'score']
/** When all logs have come, and the week is still the newest that is over. */
const LATER = '2026-01-26T06:00:00Z'
const LOGS = [...made({ from: '2025-12-20', days: 12, seed: 3 }), ...made({ days: 25, seed: 2 })]
const WEEK = { from: Date.parse('2026-01-15'), to: Date.parse('2026-01-22') }

/** Files whose names are as far ahead of UTC, to so many letters of an ISO time. */
function named(hours: number, letters = 10, rows: readonly Row[] = LOGS): Record<string, string> {
  const days = Map.groupBy(rows, ({ at }) =>
    new Date(Date.parse(`${at}Z`) + hours * HOUR).toISOString().slice(0, letters),
  )
  return Object.fromEntries(Array.from(days, ([day, own]) => [`logs/${day}.csv`, csv(own, NAMES)]))
}

for (const [what, hours, pattern, letters] of [
  ['days of Tokyo', 9, '%Y-%m-%d', 10],
  ['days of Los Angeles', -8, '%Y-%m-%d', 10],
  ['the day after, as nightly exports are', 24, '%Y-%m-%d', 10],
  ['hours of Tokyo', 9, '%Y-%m-%dT%H', 13],
  ['the month after', 24 * 31, '%Y-%m', 7],
] as const)
  test(`drift: a window has all of its rows, and no remark, where files are named by ${what}`, async (t) => {
    const logs = `{ files: "logs/${pattern}.csv", time: at, id: id, score: score }`
    const { drift, said } = await judgeIn(
      await folderWith(t, { ...watchedFiles({ logs }), ...named(hours, letters) }),
      LATER,
    )
    assert.equal(drift.current.rows, 420)
    if (pattern !== '%Y-%m') assert.equal(said, '')
  })

test('drift: a row that is in two files counts once', async (t) => {
  const files = named(0)
  const copied = `${files['logs/2026-01-15.csv']}${files['logs/2026-01-14.csv']!.replace(/.*\n/, '')}`
  const { drift } = await judgeIn(
    await folderWith(t, { ...watchedFiles(), ...files, 'logs/2026-01-14.csv': copied, 'logs/2026-01-22.csv': copied }),
    LATER,
  )
  assert.equal(drift.current.rows, 420)
})

test('drift: files named by more than a day after their rows are told, with what may have happened', async (t) => {
  const { drift, said } = await judgeIn(await folderWith(t, { ...watchedFiles(), ...named(72) }), LATER)
  assert.equal(drift.current.rows, 300)
  assert.match(
    said,
    /^420 rows of logs\/2026-01-15\.csv, .* and 4 more have a time outside of the file's own day, such as 2026-01-12: was the clock of what writes them reset, or are files named by another time than that of their rows\?$/m,
  )
})

test('files beside: none where names are those of UTC, nor one that cannot be read; else those with a row of the window', async (t) => {
  const ask = async (files: Record<string, string>) => {
    const directory = await folderWith(t, files)
    const place = { directory, root: directory, sensitive: [] }
    return [...(await filesBeside(place, 'logs/%Y-%m-%d.csv', { ranges: [WEEK], time: 'at' })).keys()]
  }
  assert.deepEqual(await ask(named(0)), [])
  assert.deepEqual(await ask(named(9)), ['logs/2026-01-22.csv'])
  assert.deepEqual(await ask(named(-8)), ['logs/2026-01-14.csv'])
  assert.deepEqual(await ask({ ...named(9), 'logs/2026-01-14.csv': 'a,b\n1\n"' }), ['logs/2026-01-22.csv'])
})
