import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { openEngine } from '../../core/data/engine.ts'
import { folderWith } from '../folder.ts'

async function prepared(t: TestContext, sql: string, files: Record<string, string> = {}) {
  const folder = await folderWith(t, { 'data/a.csv': 'x\n1\n2\n', ...files })
  const engine = await openEngine({ directory: folder, root: folder, prepare: { path: 'prepare.sql', sql } })
  t.after(() => engine.close())
  return engine
}

test('prepare: relative paths are relative to the directory, in tables, views and globs', async (t) => {
  const engine = await prepared(
    t,
    `create table made as from 'data/a.csv'; -- a ; here
     create view seen as select x * 10 as ten from read_csv('data/*.csv');
     create view "it's; odd" as from "data/a.csv"`,
  )
  assert.equal(await engine.count('made'), 2)
  assert.deepEqual((await engine.read('seen', ['ten'])).columns.get('ten'), {
    kind: 'number',
    type: 'integer',
    values: Float64Array.of(10, 20),
  })
  assert.equal(await engine.count("it's; odd"), 2)
  assert.equal(await engine.count('data/a.csv'), 2)
})

test('prepare: a file of the same name in the working folder is not taken instead', async (t) => {
  const here = await folderWith(t, { 'same.csv': 'x\n7\n' })
  const there = await folderWith(t, { 'same.csv': 'x\n1\n' })
  const sql = "create view made as from 'same.csv'"
  const before = process.cwd()
  process.chdir(here)
  try {
    await using engine = await openEngine({ directory: there, root: there, prepare: { path: 'p.sql', sql } })
    const { columns } = await engine.read('made', ['x'])
    assert.deepEqual(columns.get('x'), { kind: 'number', type: 'integer', values: Float64Array.of(1) })
  } finally {
    process.chdir(before)
  }
})

test('prepare: of lines that end in two ways it is said where they are, and what is expected', async (t) => {
  const files = { 'data/b.csv': 'a,b\n1,2\r\n3,4\n' }
  await assert.rejects(prepared(t, "create table made as from 'data/b.csv'", files), {
    name: 'UserError',
    message:
      'Error in prepare.sql, line 1: Cannot make out the rows of `data/b.csv`, expected values with quotes around all of them or none, and lines that end alike, with \\n or with \\r\\n',
  })
  const engine = await prepared(t, "create table made as from read_csv('data/b.csv', strict_mode = false)", files)
  assert.equal(await engine.count('made'), 2)
})

test('prepare: the machine time zone changes nothing', async (t) => {
  const engine = await prepared(t, "create table made as select '2024-01-01 00:00:00'::timestamptz as at")
  assert.deepEqual((await engine.read('made', ['at'])).columns.get('at'), {
    kind: 'number',
    type: 'time',
    values: Float64Array.of(Date.UTC(2024, 0, 1)),
  })
})

test('prepare: an unknown table names the nearest that was made', async (t) => {
  const engine = await prepared(t, 'create table train as select 1 a; create temp table test as select 1 a')
  await assert.rejects(engine.count('trian'), {
    name: 'UserError',
    message: 'prepare.sql makes no table `trian`, did you mean `train`? Known: train',
  })
  await assert.rejects(engine.count('test'), {
    name: 'UserError',
    message: 'Unexpected temporary table `test` in prepare.sql, expected CREATE TABLE or CREATE VIEW',
  })
})

const faults: [string, string, string | RegExp][] = [
  ['wrong syntax', 'select 1;\n\nselct 2', 'Error in prepare.sql, line 3: syntax error at or near "selct"'],
  [
    'an unknown column',
    'select 1;\ncreate table a as\nselect y\nfrom range(3)',
    'Error in prepare.sql, line 3: Referenced column "y" not found in FROM clause!',
  ],
  [
    'a missing file',
    "\ncreate table a as from 'nope.csv'",
    'Error in prepare.sql, line 2: No files found that match the pattern "nope.csv"',
  ],
  ['an open quote', "select 1;\nselect 'x", /^Error in prepare\.sql, line 2: unterminated quoted string/],
  [
    'a broken CSV',
    "create table a as from read_csv('data/bad.csv', header = true, columns = {'x': 'INTEGER'})",
    /^Error in prepare\.sql, line 1: Unexpected `oops` in column `x` of `data\/bad\.csv`, line 3, expected /,
  ],
]
for (const [fault, sql, message] of faults) {
  test(`prepare: ${fault} is told with its line`, async (t) => {
    await assert.rejects(prepared(t, sql, { 'data/bad.csv': 'x\n1\noops\n' }), { name: 'UserError', message })
  })
}

test('prepare: a directory whose name holds a comma is refused', async (t) => {
  const folder = await folderWith(t, { 'a,b/c.csv': '' })
  const options = { directory: `${folder}/a,b`, root: folder, prepare: { path: 'p.sql', sql: '' } }
  await assert.rejects(openEngine(options), { name: 'UserError', message: /^Unexpected comma in / })
})
