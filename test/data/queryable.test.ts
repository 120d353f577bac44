import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { openEngine } from '../../core/data/engine.ts'
import { folderWith } from '../folder.ts'

const ROWS = 300_000

/** Each row holds its number, whatever else the column is called. */
async function numbersIn(t: TestContext, source: string, name = 'x') {
  const folder = await folderWith(t)
  const range = (from: number, to: number) => `SELECT range::INT AS "${name}" FROM range(${from}, ${to})`
  const table = (name: string, from: number, to: number) => `CREATE TABLE ${name} AS ${range(from, to)};`
  const sql = `${table('whole', 1, ROWS + 1)} ${table('head', 1, 1001)} ${table('rest', 1001, ROWS + 1)}
    COPY whole TO '${join(folder, 'all.csv')}';`
  await using engine = await openEngine({ directory: folder, root: folder, threads: 2, prepare: { path: 'p', sql } })
  await engine.materialize('whole', 'one.parquet')
  await engine.materialize('head', 'part-1.parquet')
  await engine.materialize('rest', 'part-2.parquet')
  const { numbered } = await engine.queryable(source)
  const counts = `count(*), count(*) FILTER (WHERE contender_row <> value), min(contender_row), max(contender_row)`
  const [found] = await engine.query(`SELECT ${counts} FROM ${numbered} AS rows(contender_row, value)`, source)
  return found!.map(Number)
}

for (const source of ['one.parquet', 'part-*.parquet', 'all.csv', 'whole'])
  test(`queryable: rows of ${source} are numbered in their order`, async (t) => {
    assert.deepEqual(await numbersIn(t, source), [ROWS, 0, 1, ROWS])
  })

for (const [source, name] of [
  ['one.parquet', 'file_row_number'],
  ['one.parquet', 'FILE_ROW_NUMBER'],
  ['all.csv', 'rowid'],
] as const)
  test(`queryable: rows of ${source} are numbered where a column is called ${name}`, async (t) => {
    assert.deepEqual(await numbersIn(t, source, name), [ROWS, 0, 1, ROWS])
  })
