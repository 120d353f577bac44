import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { openEngine } from '../../core/data/engine.ts'
import { folderWith } from '../folder.ts'

test('times: each Parquet file tells its oldest and newest row, before 1970 too, and how many have no time', async (t) => {
  const folder = await folderWith(t)
  const sql = `
    CREATE TABLE a AS SELECT * FROM (VALUES (TIMESTAMP '1969-12-31 23:59:59.9985'), (TIMESTAMP '1970-01-02'), (NULL)) AS _("at");
    CREATE TABLE b AS SELECT * FROM (VALUES (DATE '2026-01-01'), (DATE 'infinity')) AS _("at");
    CREATE TABLE c AS SELECT 1 AS other;
    CREATE TABLE d AS SELECT TIMESTAMPTZ '2026-01-01 01:00:00+01' AS "at";
    CREATE TABLE e AS SELECT DATE '2026-01-01' AS "at" WHERE false;`
  const names = ['a', 'b', 'c', 'd', 'e']
  const files = names.map((name) => `${name}.parquet`)
  await using maker = await openEngine({ directory: folder, root: folder, prepare: { path: 'make.sql', sql } })
  for (const name of names) await maker.materialize(name, join(folder, `${name}.parquet`))
  await using engine = await openEngine({ directory: folder, root: folder, sets: new Map([['all', files]]) })
  const january = Date.UTC(2026, 0, 1)
  assert.deepEqual(Object.fromEntries((await engine.times('all', 'at'))!), {
    'a.parquet': { from: -2, to: 86_400_000, timeless: 1 },
    'b.parquet': { from: january, to: january, timeless: 1 },
    'c.parquet': { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY, timeless: 1 },
    'd.parquet': { from: january, to: january, timeless: 0 },
  })
})

test('times: rows of text are read as a whole, and not told apart', async (t) => {
  const folder = await folderWith(t, { 'a.csv': 'at\n2026-01-01\n' })
  await using engine = await openEngine({ directory: folder, root: folder })
  assert.equal(await engine.times('a.csv', 'at'), undefined)
})
