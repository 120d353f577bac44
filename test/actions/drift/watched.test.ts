import assert from 'node:assert/strict'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Drift, driftSchema } from '../../../core/artifacts/drift.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { runStep } from '../runner/step.ts'
import { byDay, csv, made, NOW, type Row, watchedConfig, watchedFiles } from './production-logs.ts'

type Files = Record<string, string | Uint8Array>

const LOGS = made({ days: 21, seed: 2 })

interface Judged {
  readonly code: number
  readonly drift: Drift
  readonly folder: string
}

async function judge(t: Parameters<typeof folderWith>[0], files: Files, line = '', now = NOW): Promise<Judged> {
  const folder = await folderWith(t, { ...watchedFiles(), ...files })
  const { code, error, out } = await contender(`drift ${line} --json`, folder, {}, now)
  assert.notEqual(code, 2, error)
  return { code, drift: driftSchema.parse(JSON.parse(out)), folder }
}

const said = ({ quality }: Drift) => quality.map(({ because }) => because)
const feature = ({ features }: Drift, name: string) => features.find((one) => one.name === name)
const NAMES = ['id', 'at', 'distance', 'origin', 'score'] as const
const logged = (rows: readonly object[], more: readonly string[] = []) =>
  byDay(rows as readonly Row[], [...NAMES, ...more])

test('drift: the newest whole week of the logs is judged, whose files alone are read', async (t) => {
  const { code, drift } = await judge(t, { ...byDay(LOGS), 'logs/2026-01-07.csv': 'broken, but long ago' })
  assert.equal(code, 0)
  assert.deepEqual(drift.window, {
    ...{ from: '2026-01-15T00:00:00.000Z', to: '2026-01-22T00:00:00.000Z', complete: true },
  })
  assert.equal(drift.current.rows, 420)
  assert.deepEqual(said(drift), [])
})

test('drift: a week in which a column went up is drift, and says by how much and since when', async (t) => {
  const logs = byDay(made({ days: 21, seed: 2, shift: (day) => (day >= 7 ? 0.9 : 0) }))
  const { code, drift } = await judge(t, logs, '--windows 3')
  assert.equal(code, 1)
  assert.match(drift.because[0]!, /^distance went 0\.\d+ standard deviations up.*in 2 of the last 3 windows/)
  assert.deepEqual(
    drift.history.map(({ verdict }) => verdict),
    ['stable', 'drift'],
  )
  assert.equal(drift.causes[0]!.since, '2026-01-08T00:00:00.000Z')
})

test('drift: a week that is over the floor once is watched, and drift when it is over it again', async (t) => {
  const logs = byDay(made({ days: 21, rows: 100, seed: 2, shift: (day) => (day >= 7 ? 0.32 : 0) }))
  const first = await judge(t, logs, '--windows 2 --at 2026-01-15')
  assert.equal(first.code, 0)
  assert.equal(first.drift.verdict, 'watch')
  const second = await judge(t, logs, '--windows 3')
  assert.equal(second.code, 1)
  assert.equal(second.drift.verdict, 'drift')
})

test('drift: windows without a file, before production began, are too little to judge and no error', async (t) => {
  const { code, drift } = await judge(t, byDay(LOGS), '--windows 5')
  assert.equal(code, 0)
  assert.deepEqual(
    drift.history.map(({ rows, verdict }) => [rows, verdict]),
    [
      [0, 'insufficient'],
      [0, 'insufficient'],
      [420, 'stable'],
      [420, 'stable'],
    ],
  )
})

test('drift: a week of which nothing was logged is too little to judge: the newest files say what columns there are', async (t) => {
  const { code, drift } = await judge(t, byDay(LOGS), '', '2026-02-20T00:00:00Z')
  assert.equal(code, 3)
  assert.equal(drift.current.rows, 0)
  assert.match(drift.because.join(), /the window is not complete yet/)
  assert.match(said(drift)[0]!, /logs\/2026-02-12\.csv, .*18\.csv are not there, where the weeks before had such files/)
})

test('drift: logs of no time at all are wrong input: the pattern is', async (t) => {
  const folder = await folderWith(t, watchedFiles())
  const { code, error } = await contender('drift', folder, {}, NOW)
  assert.equal(code, 2)
  assert.match(error, /No file of `logs\/%Y-%m-%d\.csv`.*models\.delay\.drift\.logs\.files/)
})

test('drift: a week whose last day has not come yet is not judged, until there are newer logs', async (t) => {
  const logs = byDay(made({ days: 22, seed: 2 }))
  const { 'logs/2026-01-21.csv': last, 'logs/2026-01-22.csv': next, ...others } = logs
  const early = await judge(t, others)
  assert.equal(early.code, 3)
  assert.equal(early.drift.window!.complete, false)
  assert.match(said(early.drift).join('\n'), /no row of the last seventh of the window.*not judged yet/)
  assert.match(early.drift.because.join(), /the window is not complete yet/)
  const followed = await judge(t, { ...others, 'logs/2026-01-22.csv': next! })
  assert.equal(followed.code, 0)
  assert.ok(last !== undefined)
})

test('drift: 147 rows are too few, and it says how many are missing', async (t) => {
  const { code, drift } = await judge(t, byDay(made({ days: 21, rows: 21, seed: 2 })))
  assert.equal(code, 3)
  assert.match(drift.because.join(), /the window has 147 of the 200 rows needed/)
})

test('drift: a release in mid-window is no drift: the version that answered last is in charge, the others are counted and named', async (t) => {
  const rows = made({ days: 21, seed: 2, shift: (day) => (day === 14 || day === 15 ? 2 : 0) }).map((row) => ({
    ...row,
    version: row.at < '2026-01-17' ? 'v1' : 'v2',
  }))
  const logs = '{ files: "logs/%Y-%m-%d.csv", time: at, id: id, score: score, version: version }'
  const { code, drift } = await judge(t, {
    'contender.yml': watchedConfig({ logs }),
    ...logged(rows, ['version']),
  })
  assert.equal(code, 0)
  assert.deepEqual(drift.versions, ['v2'])
  assert.equal(drift.current.rows, 300)
  assert.equal(drift.current.other_versions, 120)
  assert.deepEqual(
    drift.other_versions!.map(({ rows, verdict, version }) => [version, rows, verdict]),
    [['v1', 120, 'insufficient']],
  )
  assert.equal(drift.operations.rows, 420)
})

test('drift: segments are compared apart, and one that is gone is said', async (t) => {
  const rows = made({ days: 21, rows: 120, seed: 2 }).map((row) => ({
    ...row,
    distance: row.origin === 'JFK' ? row.distance + 80 : row.distance,
  }))
  const { code, drift } = await judge(t, {
    'contender.yml': watchedConfig({ more: 'segments: [origin, terminal]' }),
    ...byDay(rows),
  })
  assert.equal(code, 1)
  assert.deepEqual(drift.segments.map(({ by, verdict }) => [by.origin, verdict]).sort(), [
    ['EWR', 'stable'],
    ['JFK', 'drift'],
    ['LGA', 'stable'],
  ])
  assert.deepEqual(drift.causes[0]!.segments, [{ origin: 'JFK' }])
  assert.match(said(drift).join(), /not compared apart by terminal/)
})

test('drift: values of sensitive columns are in nothing that is written or said', async (t) => {
  const rows = made({ days: 21, seed: 2 }).map((row) => ({
    ...row,
    origin: row.origin === 'JFK' ? 'Milliways' : row.origin,
  }))
  const folder = await folderWith(t, {
    ...watchedFiles({ data: ', sensitive: [origin]' }),
    ...byDay(rows),
  })
  const { code, error, out } = await contender('drift', folder, {}, NOW)
  assert.equal(code, 1, error)
  assert.match(out, /origin has its values in other shares/)
  const written = await Promise.all(
    ['delay/drift.json', 'drift.md', 'drift.html'].map((name) => readFile(join(folder, '.contender', name), 'utf8')),
  )
  for (const text of [out, error, ...written]) assert.doesNotMatch(text, /Milliways|JFK|EWR/)
})

test('drift: a column of text without a value, or with inf in its first row, is compared as the numbers it was', async (t) => {
  const rows = LOGS.map((row, at) => ({ ...row, distance: at % 10 === 0 ? 'inf' : row.distance, origin: row.origin }))
  const infinite = await judge(t, logged(rows))
  assert.equal(feature(infinite.drift, 'distance')!.verdict, 'stable')
  assert.ok(feature(infinite.drift, 'distance')!.missing.current > 0.05)
  assert.match(said(infinite.drift).join(), /distance is infinite in 10 % of the rows, where it was in 0 %/)
  const empty = await judge(t, logged(LOGS.map((row) => ({ ...row, distance: '' }))))
  assert.equal(feature(empty.drift, 'distance')!.verdict, 'insufficient')
  assert.match(said(empty.drift).join(), /distance is missing in 100 % of the rows/)
})

test('drift: rows without an answer, or with one that is NaN, are counted, and compared by their features', async (t) => {
  const rows = LOGS.map((row, at) => ({ ...row, score: ['nan', ''][at % 12] ?? row.score }))
  const { code, drift } = await judge(t, logged(rows))
  assert.equal(code, 0)
  assert.match(said(drift).join(), /the answer is missing in 17 % of the rows/)
  assert.equal(feature(drift, 'distance')!.rows.current, 420)
  assert.equal(drift.predictions!.features[0]!.rows.current, 350)
})

test('drift: logs without answers are judged by their features', async (t) => {
  const logs = '{ files: "logs/%Y-%m-%d.csv", time: at }'
  const { code, drift } = await judge(t, {
    'contender.yml': watchedConfig({ logs }),
    ...byDay(LOGS, ['at', 'distance', 'origin']),
  })
  assert.equal(code, 0)
  assert.equal(drift.predictions, null)
  assert.equal(drift.performance, null)
})

test('drift: a constant column is drift where it was not one', async (t) => {
  const { code, drift } = await judge(t, byDay(LOGS.map((row) => ({ ...row, origin: 'JFK' }))))
  assert.equal(code, 1)
  assert.match(drift.because[0]!, /origin has 100 % JFK rather than/)
})

test('drift: methods that a column asks for are shown beside those that decide', async (t) => {
  const more = 'columns: { distance: [hellinger, cramer_von_mises, ks], origin: [tvd, energy] }'
  const { drift } = await judge(t, { 'contender.yml': watchedConfig({ more }), ...byDay(LOGS) })
  const methods = (name: string) => feature(drift, name)!.tests.map(({ method }) => method)
  assert.deepEqual(methods('distance'), ['ks', 'wasserstein', 'psi', 'js', 'hellinger', 'cramer_von_mises'])
  assert.deepEqual(methods('origin'), ['chi_square', 'js', 'psi', 'tvd', 'energy'])
  assert.match(feature(drift, 'origin')!.tests.at(-1)!.reason!, /energy compares numbers/)
})

test('drift: of a sensitive column it is not told which value is no number', async (t) => {
  const logs = byDay(LOGS.map((row) => ({ ...row, distance: `${row.distance} km` })) as never)
  const config = watchedConfig({ data: ', sensitive: [distance]' })
  const { drift } = await judge(t, { ...logs, 'contender.yml': config })
  assert.match(said(drift).join('\n'), /distance holds text in logs\/\S+ where it held numbers/)
  assert.ok(!JSON.stringify(drift).includes(' km'))
})

test('drift: a segment that neither side has is a warning on the terminal, with the name that may be meant', async (t) => {
  const config = watchedConfig({ more: 'segments: [orign]' })
  const folder = await folderWith(t, { ...watchedFiles(), ...byDay(LOGS), 'contender.yml': config })
  const { out } = await contender('drift', folder, {}, NOW)
  assert.match(out, /rows are not compared apart by orign: neither side has this column, did you mean `origin`\?/)
})

test('drift: without training rows the profile that was made of them is the reference', async (t) => {
  const folder = await folderWith(t, { ...watchedFiles(), ...byDay(LOGS) })
  const made = await contender('validate', folder, {}, NOW)
  assert.ok(made.code <= 1, made.error)
  await rm(join(folder, 'train.csv'))
  const { code, error, out } = await contender('drift --json', folder, {}, NOW)
  assert.equal(code, 0, error)
  const drift = driftSchema.parse(JSON.parse(out))
  assert.deepEqual([drift.reference.by, drift.reference.rows], ['profile', 2800])
  const told = drift.quality.find(({ check, column }) => check === 'schema' && column === null)!
  assert.equal(told.level, 'warning')
  assert.match(
    told.because,
    /^features are compared with \.contender\/delay\/profile\.json, .* Missing file .*train\.csv/,
  )
  // What somebody named is never replaced by something else.
  const named = watchedConfig({ more: 'reference: nope.parquet' })
  await writeFile(join(folder, 'contender.yml'), named)
  const typo = await contender('drift', folder, {}, NOW)
  assert.equal(typo.code, 2)
  assert.match(typo.error, /Cannot open `drift\.reference: nope\.parquet` of delay: Missing file .*nope\.parquet/)
  await writeFile(join(folder, 'contender.yml'), watchedConfig())
  const flag = await contender('drift --reference nope.parquet', folder, {}, NOW)
  assert.equal(flag.code, 2)
  assert.match(flag.error, /Missing file .*nope\.parquet/)
})

test('drift: tables that prepare makes are logs too', async (t) => {
  const config = watchedConfig({ data: ', prepare: prepare.sql', logs: '{ files: answered, time: at, score: score }' })
  const { code, drift } = await judge(t, {
    'contender.yml': config.replace('train: train.csv', 'train: learned'),
    'prepare.sql': "CREATE VIEW answered AS FROM 'all.csv'; CREATE VIEW learned AS FROM 'train.csv';",
    'all.csv': csv(LOGS, [...NAMES]),
  })
  assert.equal(code, 0)
  assert.equal(drift.current.uri, 'answered')
  assert.equal(drift.current.rows, 420)
})

test('drift: a window that is too short to be judged is refused, unless a column tells which rows belong together', async (t) => {
  const config = watchedConfig().replace('window: 7d', 'window: 1h')
  const folder = await folderWith(t, { ...watchedFiles(), ...byDay(LOGS), 'contender.yml': config })
  const short = await contender('drift', folder, {}, NOW)
  assert.equal(short.code, 2)
  assert.equal(
    short.error,
    'error: Unexpected `drift.window` of 60 minutes for delay, expected 5h or longer: rows of fewer hours cannot be judged, unless `data.group` names a column by which they belong together\n',
  )
  const { out } = await contender('doctor', folder, {}, NOW)
  assert.match(out, /Unexpected `drift\.window` of 60 minutes for delay, .*\n.*Make `drift\.window` longer/)
  const finer = config.replace('every: 1d', 'every: 10m')
  await writeFile(join(folder, 'contender.yml'), finer)
  const told = await contender('drift', folder, {}, NOW)
  assert.doesNotMatch(told.error, /Unexpected `drift/)
})

test('drift: what fails of a model among several is told by its name, with files as the config names them', async (t) => {
  const other = (name: string, change: (text: string) => string) =>
    change(watchedConfig().slice('models:\n'.length).replace('delay:', `${name}:`))
  const text = `${watchedConfig()}${other('a', (it) => it.replace('predictions: test.csv', 'predictions: nothere.csv'))}${other('b', (it) => it.replace(/logs\/[^"]*/, 'logz/*.csv'))}`
  const folder = await folderWith(t, { ...watchedFiles(), ...byDay(LOGS), 'contender.yml': text })
  const { error } = await contender('drift', folder, {}, NOW)
  assert.match(error, /^error: a: Missing file nothere\.csv,/)
  assert.match(error, /^b: No file matches `logz\/\*\.csv`$/m)
  assert.equal(error.includes(folder), false, error)
  // One alone is known by its own.
  const alone = await contender('drift --model a', folder, {}, NOW)
  assert.match(alone.error, /^error: Missing file nothere/)
})

test('drift: one model whose logs are gone keeps no other from being judged', async (t) => {
  const config = watchedConfig()
  const other = config.slice('models:\n'.length).replace('delay:', 'gone:').replace('logs/', 'nowhere/')
  const folder = await folderWith(t, { ...watchedFiles(), ...byDay(LOGS), 'contender.yml': `${config}${other}` })
  const { code, error, out } = await contender('drift', folder, {}, NOW)
  assert.equal(code, 2)
  assert.match(error, /^error: gone: No file of `nowhere/, 'of several models the one that failed is named')
  assert.match(out, /^delay +STABLE/)
  assert.match(await readFile(join(folder, '.contender/drift.md'), 'utf8'), /delay/)
  const listed = await contender('drift --json', folder, {}, NOW)
  const models = (JSON.parse(listed.out) as Drift[]).map(({ model }) => model)
  assert.deepEqual([listed.code, models], [2, ['delay']], 'of two models a list, whatever became of the other')
  const step = await runStep(t, 'drift', { workspace: folder, inputs: { at: NOW, 'fail-on': 'never' } })
  assert.equal(step.code, 2, step.log)
  assert.match(step.log, /^::error::gone: No file of `nowhere/m)
  const { outcome, retrain, verdict } = step.outputs
  assert.deepEqual([outcome, verdict, retrain], ['undecided', 'insufficient', '[]'])
  assert.match(step.summary, /delay/)
})

test('drift: tests for a column that nothing is compared by are said, with the nearest that is', async (t) => {
  const more = 'columns: { distanc: [hellinger] }'
  const { code, drift } = await judge(t, { 'contender.yml': watchedConfig({ more }), ...byDay(LOGS) })
  assert.equal(code, 0)
  assert.deepEqual(said(drift), [
    'distanc of `columns` is no column that is compared, did you mean `distance`? Known: distance, origin',
  ])
})
