import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { oddFiles } from '../../../actions/drift/odd-files.ts'
import { openEngine } from '../../../core/data/engine.ts'
import { contender } from '../../command-line.ts'
import { folderWith, writeFiles } from '../../folder.ts'
import { judgeIn } from './judge-in.ts'
import { byDay, csv, jsonLines, made, NOW, type Row, watchedConfig, watchedFiles } from './production-logs.ts'

const LOGS = made({ days: 21, seed: 2 })
const DAY = '2026-01-17'
const FILE = `logs/${DAY}.csv`
const files = byDay(LOGS)

const judge = async (t: TestContext, changed: Record<string, string>) =>
  judgeIn(await folderWith(t, { ...watchedFiles(), ...files, ...changed }))

test('drift: a CSV of another delimiter is left out and named, the first of a window too', async (t) => {
  for (const name of [FILE, 'logs/2026-01-15.csv']) {
    const { drift, said } = await judge(t, { [name]: files[name]!.replaceAll(',', ';') })
    assert.equal(drift.current.rows, 360)
    assert.equal(said, `${name} was left out: its values are separated by \`;\`, where most files have \`,\``)
  }
})

test('drift: a CSV without its header is left out and named, and no value is shown as the name of a column', async (t) => {
  const { drift, said } = await judge(t, { [FILE]: files[FILE]!.replace(/.*\n/, '') })
  assert.equal(drift.current.rows, 360)
  assert.equal(
    said,
    `${FILE} was left out: it has no column \`at\`, and none of its 5 columns is called as one of the files that have it: is its header missing?`,
  )
})

test('drift: logs of which no file has a header are wrong input, and nothing of them is shown', async (t) => {
  const without = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replace(/.*\n/, '')]))
  const folder = await folderWith(t, { ...watchedFiles(), ...without })
  const { code, error } = await contender('drift', folder, {}, NOW)
  assert.equal(code, 2)
  assert.match(
    error,
    /^error: Unexpected header of logs\/%Y-%m-%d\.csv: none of its \d+ columns is called as one of the reference or of the config; is the header missing\?$/m,
  )
})

test('drift: a file without the column of times is left out, with the names that other files have too', async (t) => {
  const { drift, said } = await judge(t, { [FILE]: files[FILE]!.replace(',at,', ',when,') })
  assert.equal(drift.current.rows, 360)
  assert.equal(
    said,
    `${FILE} was left out: it has no column \`at\`, its columns are \`id\`, \`distance\`, \`origin\`, \`score\` and 1 that no file with \`at\` has`,
  )
})

test('drift: labels without their header are left out and named', async (t) => {
  const days = Map.groupBy(LOGS, ({ at }) => at.slice(0, 10))
  const labels = Object.fromEntries(
    Array.from(days, ([day, rows]) => [`labels/${day}.csv`, csv(rows, ['id', 'label'])]),
  )
  const { said } = await judge(t, {
    ...labels,
    'contender.yml': watchedConfig({ more: 'labels: { files: labels/%Y-%m-%d.csv }' }),
    [`labels/${DAY}.csv`]: labels[`labels/${DAY}.csv`]!.replace(/.*\n/, ''),
  })
  assert.match(said, new RegExp(`labels/${DAY}\\.csv was left out: it has no column \`id\`, and none of its 2 columns`))
})

test('drift: labels of which no file has a header are wrong input, and nothing of them is shown', async (t) => {
  const days = Map.groupBy(LOGS, ({ at }) => at.slice(0, 10))
  const labels = Object.fromEntries(
    Array.from(days, ([day, rows]) => [`labels/${day}.csv`, csv(rows, ['id', 'label']).replace(/.*\n/, '')]),
  )
  const config = watchedConfig({ more: 'labels: { files: labels/%Y-%m-%d.csv }' })
  const folder = await folderWith(t, { ...watchedFiles(), ...files, ...labels, 'contender.yml': config })
  const { code, error } = await contender('drift', folder, {}, NOW)
  assert.equal(code, 2)
  assert.match(
    error,
    /^error: Unexpected header of labels\/%Y-%m-%d\.csv: none of its \d+ columns is called as one of the reference or of the config; is the header missing\?$/m,
  )
})

/** Two days of production without their header, whose first rows share a diagnosis and a score. */
const WITHOUT = ['2026-01-16', DAY]

function diagnosed(days: readonly string[]): Record<string, string> {
  const names = ['id', 'at', 'diagnosis', 'score', 'label']
  return Object.fromEntries(
    Array.from(
      Map.groupBy(LOGS, ({ at }) => at.slice(0, 10)),
      ([day, rows]) => {
        const own = rows.map((row) => ({ ...row, diagnosis: 'hiv positive', score: 0.25 }))
        return [`${day}.csv`, days.includes(day) ? csv(own, names).replace(/.*\n/, '') : csv(own, names)]
      },
    ),
  )
}

const NO_HEADER =
  /^(logs|labels)\/2026-01-1[67]\.csv was left out: it has no column `(at|id)`, and none of its 5 columns is called as one of the files that have it: is its header missing\?$/

for (const [what, pattern] of [
  ['logs', 'logs/%Y-%m-%d.csv'],
  ['logs', 'logs/*.csv'],
  ['labels', 'labels/%Y-%m-%d.csv'],
] as const)
  test(`drift: of two files without their header no value is shown that both have: ${pattern}`, async (t) => {
    const broken = Object.entries(diagnosed(WITHOUT)).map(([name, text]) => [`${what}/${name}`, text] as const)
    const logs = what === 'logs' ? `{ files: "${pattern}", time: at, id: id, score: score }` : undefined
    const more = what === 'labels' ? `labels: { files: "${pattern}" }` : ''
    const config = watchedConfig({ more, data: ', sensitive: [diagnosis]', ...(logs && { logs }) })
    const { said } = await judge(t, { ...Object.fromEntries(broken), 'contender.yml': config })
    assert.deepEqual(
      said.split('\n').flatMap((line) => (line.includes('left out') ? [NO_HEADER.test(line)] : [])),
      [true, true],
      said,
    )
    assert.doesNotMatch(said, /hiv/)
  })

/** A window of Parquet whose file of one day, or of all, SQL has changed. */
async function parquet(t: TestContext, change: string, whole = false) {
  const logs = '{ files: "logs/%Y-%m-%d.parquet", time: at, id: id, score: score }'
  const folder = await folderWith(t, { ...watchedFiles({ logs }), ...files })
  for (const name of Object.keys(files)) {
    const select = whole || name === FILE ? `* REPLACE (${change})` : '*'
    const sql = `CREATE TABLE t AS SELECT ${select} FROM read_csv('${name}')`
    await using engine = await openEngine({ directory: folder, root: folder, prepare: { path: 'p.sql', sql } })
    await engine.materialize('t', join(folder, `${name.slice(0, -4)}.parquet`))
  }
  return judgeIn(folder)
}

for (const [change, column, kind, usual] of [
  ['[distance] AS distance', 'distance', 'lists', 'numbers'],
  ["{'a': score} AS score", 'score', 'nested values', 'numbers'],
  ['origin::BLOB AS origin', 'origin', 'bytes', 'text'],
  ['id::BLOB AS id', 'id', 'bytes', 'text'],
  ['uuid() AS id', 'id', 'UUIDs', 'text'],
  ['score > 0.5 AS score', 'score', 'booleans', 'numbers'],
] as const)
  test(`drift: a Parquet file whose column holds ${kind} for ${usual} is left out and named: ${column}`, async (t) => {
    const { drift, said } = await parquet(t, change)
    assert.equal(drift.current.rows, 360)
    assert.equal(
      said,
      `logs/${DAY}.parquet was left out: its column \`${column}\` holds ${kind}, where most files hold ${usual}`,
    )
  })

test('drift: a column that is nested in all files is told to be, and not to be missing', async (t) => {
  const { drift, said } = await parquet(t, '[distance] AS distance', true)
  assert.equal(drift.current.rows, 420)
  assert.equal(said, 'distance holds lists in logs/%Y-%m-%d.parquet where it held numbers: it cannot be compared')
})

test('drift: JSON Lines that nest a column are left out and named', async (t) => {
  const folder = await folderWith(t, watchedFiles({ logs: '{ files: "logs/%Y-%m-%d.jsonl", time: at, id: id }' }))
  for (const [day, rows] of Map.groupBy(LOGS, ({ at }) => at.slice(0, 10))) {
    const own = rows.map(({ label: _, ...row }: Row) => row)
    const odd = own.map(({ distance, ...row }) => ({ ...row, distance: { km: distance } }))
    await writeFiles(folder, { [`logs/${day}.jsonl`]: jsonLines(day === DAY ? odd : own) })
  }
  const { drift, said } = await judgeIn(folder)
  assert.equal(drift.current.rows, 360)
  assert.equal(
    said,
    `logs/${DAY}.jsonl was left out: its column \`distance\` holds nested values, where most files hold numbers`,
  )
})

test('odd files: what no file has is no fault of one, and of as many of either kind the newer are right', () => {
  const of = (kind: string) => ({ kinds: new Map([['a', kind]]), delimiter: undefined })
  const odd = oddFiles(
    new Map([
      ['1', of('text')],
      ['2', of('numbers')],
    ]),
    ['at'],
  )
  assert.deepEqual(odd, [{ name: '1', because: 'its column `a` holds text, where most files hold numbers' }])
})
