import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { driftSchema } from '../../../core/artifacts/drift.ts'
import { openEngine } from '../../../core/data/engine.ts'
import { contender } from '../../command-line.ts'
import { folderWith, writeFiles } from '../../folder.ts'
import { csv, made, type Row, watchedFiles } from './production-logs.ts'

const NAMES = ['id', 'at', 'distance', 'origin', 'score'] as const
const LOGS = '{ files: "logs/*.parquet", time: at, id: id, score: score }'

/** Six weeks of January and February 2026, and when they are over. */
const WEEKS = made({ days: 42, rows: 40, seed: 3 })
const NOW = '2026-02-12T06:00:00Z'

/** Parquet files under names that tell no times. */
async function parquet(folder: string, files: Record<string, string>) {
  await writeFiles(folder, files)
  await using engine = await openEngine({ directory: folder, root: folder })
  for (const name of Object.keys(files)) await engine.materialize(name, join(folder, name.replace('.csv', '.parquet')))
}

async function judge(folder: string, line = '', now = NOW) {
  const { code, error, out } = await contender(`drift ${line} --json`, folder, {}, now)
  assert.notEqual(code, 2, error)
  return driftSchema.parse(JSON.parse(out))
}

const weekly = (rows: readonly Row[], names: readonly string[] = NAMES) =>
  Object.fromEntries(
    Array.from(
      Map.groupBy(rows, ({ at }) => 'abcdef'[Math.floor((Date.parse(`${at}Z`) - Date.UTC(2026, 0, 1)) / 604_800_000)]!),
      ([name, own]) => [`logs/${name}.csv`, csv(own, [...names])],
    ),
  )

/** How often DuckDB opens each file of logs while `work` runs, by its own log. */
async function opens(t: TestContext, work: () => Promise<unknown>): Promise<Map<string, number>> {
  const create = DuckDBInstance.create.bind(DuckDBInstance)
  const found = new Map<string, number>()
  const asked: DuckDBConnection[] = []
  const mocked = t.mock.method(DuckDBInstance, 'create', async (...given: Parameters<typeof create>) => {
    const instance = await create(...given)
    const connection = await instance.connect()
    await connection.run("CALL enable_logging('FileSystem')")
    asked.push(connection)
    // Its log is read when all is over.
    return Object.assign(instance, { closeSync: () => undefined })
  })
  await work()
  mocked.mock.restore()
  for (const connection of asked) {
    const opened = await connection.runAndReadAll(
      `SELECT parse_filename(path), count(*) FROM duckdb_logs_parsed('FileSystem')
       WHERE op = 'OPEN' AND path LIKE '%/logs/%' GROUP BY 1`,
    )
    for (const [name, times] of opened.getRowsJS() as [string, bigint][])
      found.set(name, (found.get(name) ?? 0) + Number(times))
    connection.closeSync()
  }
  return found
}

test('drift: files without dates are sorted out once, and each window opens its own alone', async (t) => {
  const folder = await folderWith(t, watchedFiles({ logs: LOGS }))
  await parquet(folder, weekly(WEEKS))
  const one = await opens(t, () => judge(folder))
  const six = await opens(t, () => judge(folder, '--windows 6'))
  const sorting = one.get('a.parquet')!
  for (const name of ['b', 'c', 'd', 'e']) assert.equal(one.get(`${name}.parquet`), sorting)
  assert.ok(one.get('f.parquet')! > sorting)
  for (const [name, times] of six) assert.ok(times <= one.get('f.parquet')!, `${name} was opened ${times} times`)
})

test('drift: files of a window say what one file of all rows says', async (t) => {
  const folder = await folderWith(t, watchedFiles({ logs: LOGS }))
  const moved = made({ days: 42, rows: 40, seed: 3, shift: (day) => (day >= 28 ? 0.9 : 0) })
  await parquet(folder, weekly(moved))
  const apart = await judge(folder, '--windows 6')
  const whole = await folderWith(t, watchedFiles({ logs: LOGS }))
  await parquet(whole, { 'logs/all.csv': csv(moved, [...NAMES]) })
  const together = await judge(whole, '--windows 6')
  assert.equal(apart.verdict, 'drift')
  assert.deepEqual(apart.features, together.features)
  assert.deepEqual(apart.history, together.history)
  assert.deepEqual(apart.because, together.because)
})

test('drift: rows of the future and of no time are told, whichever file holds them', async (t) => {
  const folder = await folderWith(t, watchedFiles({ logs: LOGS }))
  const timeless = [...made({ days: 1 }), ...made({ from: '2026-01-02', days: 1 })].map((row, at) =>
    at < 60 ? { ...row, at: '' } : row,
  )
  await parquet(folder, {
    ...weekly(WEEKS),
    'logs/skewed.csv': csv(made({ from: '2027-01-01', days: 1 }), [...NAMES]),
    'logs/timeless.csv': csv(timeless, [...NAMES]),
  })
  const said = (await judge(folder)).quality.map(({ because }) => because).join('\n')
  assert.match(said, /60 rows of .* come from the future/)
  assert.match(said, /60 rows of .* have no time and are in no window/)
})

test('drift: a column that came later is missing in the files before it, and a window without files has no rows', async (t) => {
  const folder = await folderWith(
    t,
    watchedFiles({ logs: '{ files: "logs/*.parquet", time: at, id: id, score: score, latency: ms }' }),
  )
  const later = WEEKS.filter(({ at }) => at >= '2026-01-29').map((row) => ({ ...row, ms: 20 }))
  await parquet(folder, {
    ...weekly(WEEKS.filter(({ at }) => at < '2026-01-08')),
    ...weekly(later, [...NAMES, 'ms']),
  })
  const drift = await judge(folder, '--windows 6')
  assert.deepEqual(drift.operations!.latency, { p50: 20, p95: 20, p99: 20 })
  assert.deepEqual(
    drift.history!.map(({ rows }) => rows),
    [280, 0, 0, 0, 280],
  )
})

test('drift: a row after the window in another file tells that its logs are whole', async (t) => {
  const folder = await folderWith(t, watchedFiles({ logs: LOGS }))
  const early = WEEKS.filter(({ at }) => at < '2026-02-10')
  await parquet(folder, weekly(early))
  assert.equal((await judge(folder)).window!.complete, false)
  await parquet(folder, {
    'logs/next.csv': csv(made({ from: '2026-02-12', days: 1, rows: 4 }).slice(0, 1), [...NAMES]),
  })
  assert.equal((await judge(folder)).window!.complete, true)
})

test('drift: a broken file without a date is named in each window', async (t) => {
  const folder = await folderWith(t, watchedFiles({ logs: LOGS }))
  await parquet(folder, weekly(WEEKS))
  await writeFiles(folder, { 'logs/broken.parquet': 'PAR1, half-written' })
  const drift = await judge(folder, '--windows 2')
  assert.match(drift.quality.map(({ because }) => because).join('\n'), /logs\/broken\.parquet was left out/)
  assert.equal(drift.current.rows, 280)
})
