import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { openEngine } from '../../../core/data/engine.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { judgeIn } from './judge-in.ts'
import { byDay, csv, made, NOW, type Row, watchedConfig, watchedFiles } from './production-logs.ts'

const LOGS = made({ days: 21, seed: 2 })
const NAMES = ['id', 'at', 'distance', 'origin', 'score']

/** Files by the day that rows were made for, whatever their time has become. */
function filed(change: (row: Row, index: number) => string): Record<string, string> {
  const days = Map.groupBy(LOGS, ({ at }) => at.slice(0, 10))
  return Object.fromEntries(
    Array.from(days, ([day, rows]) => [
      `logs/${day}.csv`,
      csv(
        rows.map((row, index) => ({ ...row, at: change(row, index) })),
        NAMES,
      ),
    ]),
  )
}

const folderOf = (t: TestContext, files: Record<string, string>, more = {}) =>
  folderWith(t, { ...watchedFiles(), ...files, ...more })

test('drift: rows whose time is not that of their dated file are told, with the oldest', async (t) => {
  const files = filed(({ at }, index) => (index % 2 === 0 ? '1970-01-01T00:00:00Z' : at))
  const { drift, said } = await judgeIn(await folderOf(t, files))
  assert.equal(drift.current.rows, 210)
  assert.equal(drift.quality[0]!.check, 'clock')
  assert.equal(
    said,
    "210 rows of logs/2026-01-15.csv, logs/2026-01-16.csv, logs/2026-01-17.csv and 4 more have a time outside of the file's own day, such as 1970-01-01: was the clock of what writes them reset?",
  )
})

test('drift: a day whose file is of another year, or holds a header alone, is told as one without rows', async (t) => {
  const files = filed(({ at }) => at.replace('2026-01-17', '2025-01-17'))
  const { said } = await judgeIn(await folderOf(t, files, { 'logs/2026-01-19.csv': `${NAMES.join(',')}\n` }))
  assert.equal(
    said,
    "60 rows of logs/2026-01-17.csv have a time outside of the file's own day, such as 2025-01-17: was the clock of what writes them reset?\nlogs/2026-01-17.csv, logs/2026-01-19.csv have no row of their own day",
  )
})

test('drift: a day over whose file that of the day before was copied is told as one without rows', async (t) => {
  const files = filed(({ at }) => at)
  const { said } = await judgeIn(await folderOf(t, files, { 'logs/2026-01-17.csv': files['logs/2026-01-16.csv']! }))
  assert.match(said, /^logs\/2026-01-17\.csv has no row of its own day$/m)
})

test('drift: files by hours of local time have rows of their own', async (t) => {
  const hours = Map.groupBy(LOGS, ({ at }) => new Date(Date.parse(`${at}Z`) + 9 * 3_600_000).toISOString().slice(0, 13))
  const files = Object.fromEntries(Array.from(hours, ([hour, rows]) => [`logs/${hour}.csv`, csv(rows, NAMES)]))
  const logs = '{ files: "logs/%Y-%m-%dT%H.csv", time: at, id: id, score: score }'
  const { said } = await judgeIn(await folderWith(t, { ...watchedFiles({ logs }), ...files }))
  assert.doesNotMatch(said, /of its own|of their own/)
})

test('drift: rows of the days beside it are a file’s own, as where names go by local time', async (t) => {
  const files = filed(({ at }) => new Date(Date.parse(`${at}Z`) - 11 * 3_600_000).toISOString())
  const { said } = await judgeIn(await folderOf(t, files))
  assert.equal(said, '')
})

test('drift: rows of the future in a dated file are told once', async (t) => {
  const files = filed(({ at }, index) => (index === 0 ? '2031-01-01T00:00:00Z' : at))
  const { said } = await judgeIn(await folderOf(t, files))
  assert.match(said, /^7 rows of logs\/%Y-%m-%d\.csv come from the future: .*$/)
})

test('drift: a text that is no time counts as without one, and is told with its file and row', async (t) => {
  const { drift, said } = await judgeIn(
    await folderOf(
      t,
      filed(({ at }, index) => (index === 2 ? 'N/A' : at)),
    ),
  )
  assert.equal(drift.current.rows, 413)
  assert.equal(
    said,
    '7 rows of logs/%Y-%m-%d.csv have no time, such as `N/A` in logs/2026-01-15.csv, row 3, and are in no window',
  )
})

test('drift: a text in the place of a time that looks personal, or is of a sensitive column, is not shown', async (t) => {
  const files = filed(({ at }, index) => (index === 2 ? 'ann@example.com' : at))
  const { said } = await judgeIn(await folderOf(t, files))
  assert.match(said, /have no time, such as row 3 of logs\/2026-01-15\.csv, and are in no window/)
  const slipped = filed(({ at }, index) => (index === 2 ? '4111111111111111' : at))
  assert.match(
    (await judgeIn(await folderOf(t, slipped))).said,
    /have no time, such as row 3 of logs\/2026-01-15\.csv \(microseconds since 1970\), and are in no window/,
  )
  const logs = '{ files: "logs/%Y-%m-%d.csv", time: seen, id: id, score: score }'
  const named = Object.fromEntries(
    Object.entries(filed(({ at }, index) => (index === 2 ? 'N/A' : at))).map(([name, text]) => [
      name,
      text.replace(',at,', ',seen,'),
    ]),
  )
  const config = watchedConfig({ logs, data: ', sensitive: [seen]' })
  const hidden = await judgeIn(await folderOf(t, named, { 'contender.yml': config }))
  assert.match(hidden.said, /have no time, such as row 3 of logs\/2026-01-15\.csv, and are in no window/)
})

for (const [value, form] of [
  ['01/17/2026 10:00', ' (which does not say whether day or month comes first)'],
  ['17.01.2026', ' (which does not say whether day or month comes first)'],
  ['"Sat, 17 Jan 2026 10:00:00 GMT"', ' (a date as in an e-mail)'],
  ['1768644000', ' (seconds since 1970)'],
  ['1768644000000', ' (milliseconds since 1970)'],
  ['noon', ''],
] as const)
  test(`drift: times of which most are none are wrong input, with an example: ${value}`, async (t) => {
    const files = Object.fromEntries(
      Object.entries(byDay(LOGS)).map(([name, text]) => [name, text.replaceAll(/2026-01-\d\d \d\d:\d\d:\d\d/g, value)]),
    )
    const { code, error } = await contender('drift', await folderOf(t, files), {}, NOW)
    assert.equal(code, 2)
    const shown = value.replaceAll('"', '')
    assert.ok(
      error.includes(
        `Unexpected type of column \`at\` in logs/%Y-%m-%d.csv: text, such as \`${shown}\` in logs/2026-01-15.csv, row 1${form}, expected times; write them as 2001-02-28T09:30:00Z`,
      ),
      error,
    )
  })

test('drift: times that Parquet holds as text are times too', async (t) => {
  const logs = '{ files: "logs/%Y-%m-%d.parquet", time: at, id: id, score: score }'
  const files = byDay(LOGS)
  const folder = await folderWith(t, { ...watchedFiles({ logs }), ...files })
  for (const name of Object.keys(files)) {
    const sql = `CREATE TABLE t AS SELECT * REPLACE (CASE WHEN id LIKE '%7' THEN 'N/A' ELSE "at"::VARCHAR END AS "at") FROM read_csv('${name}')`
    await using engine = await openEngine({ directory: folder, root: folder, prepare: { path: 'p.sql', sql } })
    await engine.materialize('t', join(folder, `${name.slice(0, -4)}.parquet`))
  }
  const { drift, said } = await judgeIn(folder)
  assert.equal(drift.current.rows, 378)
  assert.match(said, /^42 rows of .* have no time, such as `N\/A` in logs\/2026-01-15\.parquet, row \d+, and are in no/)
})
