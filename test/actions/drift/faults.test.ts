import assert from 'node:assert/strict'
import { readFile, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { openEngine } from '../../../core/data/engine.ts'
import { contender } from '../../command-line.ts'
import { folderWith, writeFiles } from '../../folder.ts'
import { judgeIn } from './judge-in.ts'
import { byDay, csv, jsonLines, made, NOW, type Row, watchedConfig, watchedFiles } from './production-logs.ts'

type Files = Record<string, string | Uint8Array>

const LOGS = made({ days: 21, seed: 2 })
const NAMES = ['id', 'at', 'distance', 'origin', 'score']

async function judge(t: Parameters<typeof folderWith>[0], files: Files, now = NOW) {
  const folder = await folderWith(t, { ...watchedFiles(), ...files })
  return judgeIn(folder, now)
}

const logged = (rows: readonly object[], names = NAMES) => byDay(rows as readonly Row[], names)

test('drift: a day that is missing, empty or half-written is named and left out', async (t) => {
  const { 'logs/2026-01-16.csv': _, ...logs } = byDay(LOGS)
  const { drift, said } = await judge(t, {
    ...logs,
    'logs/2026-01-17.csv': '',
    'logs/2026-01-18.csv': logs['logs/2026-01-18.csv']!.slice(0, -20),
  })
  assert.equal(drift.current.rows, 240)
  assert.match(said, /logs\/2026-01-16\.csv is not there/)
  assert.match(said, /logs\/2026-01-17\.csv was left out: .*empty/)
  assert.match(said, /logs\/2026-01-18\.csv was left out: .*line 61, expected 5 values/)
})

test('drift: half-written Parquet and JSON Lines are named and left out', async (t) => {
  const day = (date: string) => LOGS.filter(({ at }) => at.startsWith(date))
  const lines = (date: string) => jsonLines(day(date).map(({ label: _, ...row }) => row))
  const folder = await folderWith(t, {
    ...watchedFiles({ logs: '{ files: "logs/%Y-%m-%d.parquet", time: at, id: id, score: score }' }),
    ...byDay(LOGS),
    'json/2026-01-15.jsonl': lines('2026-01-15').slice(0, -25),
  })
  await using engine = await openEngine({ directory: folder, root: folder })
  const days = ['15', '16', '17', '18', '19', '20', '21'].map((at) => `2026-01-${at}`)
  for (const date of days) await engine.materialize(`logs/${date}.csv`, join(folder, `logs/${date}.parquet`))
  const whole = await readFile(join(folder, 'logs/2026-01-19.parquet'))
  await writeFiles(folder, { 'logs/2026-01-19.parquet': whole.subarray(0, whole.length - 100) })
  const parquet = await judgeIn(folder)
  assert.equal(parquet.drift.current.rows, 360)
  assert.match(parquet.said, /logs\/2026-01-19\.parquet was left out/)
  await writeFiles(folder, {
    'contender.yml': watchedConfig({ logs: '{ files: "json/*.jsonl", time: at, id: id, score: score }' }),
    ...Object.fromEntries(days.slice(1).map((date) => [`json/${date}.jsonl`, lines(date)])),
  })
  const json = await judgeIn(folder)
  assert.equal(json.drift.current.rows, 360)
  assert.match(json.said, /json\/2026-01-15\.jsonl was left out/)
})

test('drift: logs of which no file can be read are wrong input, each with its reason', async (t) => {
  const days = ['15', '16'].map((at) => [`logs/2026-01-${at}.csv`, ''])
  const folder = await folderWith(t, { ...watchedFiles(), ...Object.fromEntries(days) })
  const { code, error } = await contender('drift', folder, {}, NOW)
  assert.equal(code, 2)
  assert.match(error, /2026-01-15\.csv was left out.*\n.*2026-01-16\.csv was left out/)
})

test('drift: logs of a header alone are a window without rows, and one such day among others is no fault', async (t) => {
  const days = Object.keys(byDay(LOGS)).filter((name) => name >= 'logs/2026-01-15')
  const header = `${NAMES.join(',')}\n`
  const none = await judge(t, { ...byDay(LOGS), ...Object.fromEntries(days.map((name) => [name, header])) })
  assert.deepEqual([none.code, none.drift.verdict, none.drift.current.rows], [3, 'insufficient', 0])
  assert.match(none.said, /logs\/%Y-%m-%d\.csv has no rows/)
  const one = await judge(t, { ...byDay(LOGS), 'logs/2026-01-17.csv': header })
  assert.deepEqual([one.code, one.drift.verdict, one.drift.current.rows], [0, 'stable', 360])
})

test('drift: a day whose column holds text where the others hold numbers is named and left out', async (t) => {
  const rows = LOGS.map((row) => (row.at.startsWith('2026-01-17') ? { ...row, distance: `${row.distance} km` } : row))
  const { drift, said } = await judge(t, logged(rows))
  assert.equal(drift.current.rows, 360)
  assert.match(said, /logs\/2026-01-17\.csv was left out: Unexpected .* in column `distance`/)
})

test('drift: a day that begins with a time where the others have numbers is left out, and not the others', async (t) => {
  const rows = LOGS.map((row) => (row.at.startsWith('2026-01-15') ? { ...row, distance: row.at } : row))
  const { drift, said } = await judge(t, logged(rows))
  assert.equal(drift.current.rows, 360)
  assert.match(
    said,
    /logs\/2026-01-15\.csv was left out: its column `distance` holds times, where most files hold numbers/,
  )
})

test('drift: a column that a release brought or took away in mid-week is missing on the other days', async (t) => {
  const before = (row: Row) => row.at < '2026-01-18'
  const { code, said } = await judge(t, {
    ...logged(LOGS.filter(before), ['id', 'at', 'distance', 'score']),
    ...logged(
      LOGS.filter((row) => !before(row)).map((row) => ({ ...row, gate: 7 })),
      [...NAMES, 'gate'],
    ),
  })
  assert.equal(code, 0)
  assert.match(said, /origin is missing in 43 % of the rows, where it was in 0 %/)
})

test('drift: a column of another type is named, and not compared', async (t) => {
  const { drift, said } = await judge(t, logged(LOGS.map((row) => ({ ...row, distance: `${row.distance} km` }))))
  assert.match(said, /distance holds text, such as `\d+\.?\d* km`, in .* where it held numbers: it cannot be compared/)
  assert.deepEqual(
    drift.features.map(({ name }) => name),
    ['origin'],
  )
})

test('drift: a renamed column is named with the one that looks like it, by name or by values', async (t) => {
  const renamed = (name: string) => LOGS.map(({ distance, ...row }) => ({ ...row, [name]: distance }))
  const names = (name: string) => NAMES.map((one) => (one === 'distance' ? name : one))
  const byValues = await judge(t, logged(renamed('km'), names('km')))
  assert.match(
    byValues.said,
    /distance is missing in .*; km, which is new there, holds values like it: was it renamed\?/,
  )
  const scaled = LOGS.map(({ distance, ...row }) => ({ ...row, distance_km: distance / 1000 }))
  const byName = await judge(t, logged(scaled, names('distance_km')))
  assert.match(byName.said, /distance_km, which is new there, is called much like it: was it renamed\?/)
  assert.doesNotMatch(byName.said, /holds values like it/)
})

test('drift: rows of the future and rows without a time are told, and are in no window', async (t) => {
  const logs = '{ files: "logs/*.csv", time: at, score: score }'
  const { drift, said } = await judge(t, {
    'contender.yml': watchedConfig({ logs }),
    ...byDay(LOGS),
    'logs/skewed.csv': csv(made({ from: '2027-01-01', days: 1 }), NAMES),
    'logs/timeless.csv': csv(
      made({ days: 1 }).map((row) => ({ ...row, at: '' })),
      NAMES,
    ),
  })
  assert.equal(drift.current.rows, 420)
  assert.match(said, /60 rows of .* come from the future: the clock of what writes them is ahead/)
  assert.match(said, /60 rows of .* have no time and are in no window/)
})

test('drift: times that are none are wrong input', async (t) => {
  const rows = LOGS.map((row, at) => ({ ...row, at: String(at) }))
  const logs = '{ files: "all.csv", time: at, score: score }'
  const folder = await folderWith(t, { ...watchedFiles({ logs }), 'all.csv': csv(rows, NAMES) })
  const { code, error } = await contender('drift', folder, {}, NOW)
  assert.equal(code, 2)
  assert.match(
    error,
    /Unexpected type of column `at` in all\.csv: text, such as `0` in all\.csv, row 1, expected times; write them as/,
  )
})

test('drift: a pattern that leads out of the repository is refused, by path or by link', async (t) => {
  const outside = await folderWith(t, byDay(LOGS))
  for (const files of [`${outside}/logs/*.csv`, '../*/logs/*.csv', 'linked/*.csv']) {
    const logs = `{ files: "${files}", time: at, score: score }`
    const folder = await folderWith(t, watchedFiles({ logs }))
    await symlink(join(outside, 'logs'), join(folder, 'linked'))
    const { code, error } = await contender('drift', folder, {}, NOW)
    assert.equal(code, 2)
    assert.doesNotMatch(error, /\n\s+at /)
    assert.match(error, /outside|No file matches|expected .*inside|relative/)
  }
})

test('drift: names of files that a window cannot have are too many in one sentence', async (t) => {
  const logs = '{ files: "logs/%Y%m%d%H.csv", time: at, score: score }'
  const files = watchedFiles({ logs })
  const folder = await folderWith(t, { ...files, 'contender.yml': files['contender.yml']!.replace('7d', '9999d') })
  const { code, error } = await contender('drift', folder, {}, NOW)
  assert.equal(code, 2)
  assert.match(
    error,
    /Unexpected window from .* for the files `logs.*`, expected at most 100,000 hours: .*; look at `models\.delay\.drift\.logs\.files` and `window`/,
  )
})

test('drift: of a window whose newest files were left out it is not said that they have not come', async (t) => {
  const logs = byDay(LOGS)
  const commas = (day: string) => {
    const path = `logs/2026-01-${day}.csv`
    return { [path]: logs[path]!.replaceAll(/,(\d+)\.(\d),/g, ',"$1,$2",') }
  }
  const { drift, said } = await judge(t, { ...logs, ...commas('20'), ...commas('21') })
  assert.equal(drift.window!.complete, false)
  assert.match(said, /logs\/2026-01-21\.csv was left out: /)
  assert.match(said, /none after it: files of its newest logs were left out, so it is not judged yet/)
  const { 'logs/2026-01-21.csv': _, ...others } = logs
  const late = await judge(t, { ...others, ...commas('15') })
  assert.match(late.said, /none after it: its newest logs have not come, so it is not judged yet/)
})
