import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { openEngine } from '../../core/data/engine.ts'
import { folderWith } from '../folder.ts'

async function engineOn(t: TestContext, files: Record<string, string | Uint8Array>, sets?: Map<string, string[]>) {
  const folder = await folderWith(t, files)
  const engine = await openEngine({ directory: folder, root: folder, threads: 2, sets })
  t.after(() => engine.close())
  return engine
}

const numbers = (from: number, rows: number, end: (at: number) => string) =>
  Array.from({ length: rows }, (_, at) => `${from + at},${2 * (from + at)}${end(at)}`).join('')

test('engine: a CSV whose lines end as on Windows and as elsewhere is read as it is', async (t) => {
  const text = 'id,who\n1,"x\r\ny"\r\n2,"say ""z"""\n3,w\r\n'
  const engine = await engineOn(t, { 'a.csv': text, 'b.csv.gz': gzipSync(text) })
  for (const source of ['a.csv', 'b.csv.gz']) {
    assert.deepEqual(await engine.columns(source), [
      { name: 'id', type: 'integer' },
      { name: 'who', type: 'text' },
    ])
    const { relation } = await engine.queryable(source)
    assert.deepEqual(await engine.query(`SELECT who FROM ${relation}`, source), [['x\r\ny'], ['say "z"'], ['w']])
    assert.equal(await engine.count(source), 3)
    assert.equal((await engine.read(source, ['who'])).rows, 3)
    for await (const { rows } of engine.batches(source, ['id'], 2)) assert.ok(rows > 0)
  }
})

test('engine: the same where the first 30,000 lines end alike, and of one file of several', async (t) => {
  const engine = await engineOn(
    t,
    {
      'a.csv': `id,x\n${numbers(0, 30_000, (at) => (at > 29_990 ? '\r\n' : '\n'))}`,
      'b.csv': `id,x\r\n${numbers(30_000, 10, () => '\r\n')}`,
      'c.csv': `id,x\r\n${numbers(30_010, 10, (at) => (at === 3 ? '\n' : '\r\n'))}`,
    },
    new Map([['all', ['a.csv', 'b.csv', 'c.csv']]]),
  )
  const { relation } = await engine.queryable('all')
  const [sums] = await engine.query(`SELECT count(*), sum(id)::BIGINT, sum(x)::BIGINT FROM ${relation}`, 'all')
  assert.deepEqual(sums?.map(Number), [30_020, (30_019 * 30_020) / 2, 30_019 * 30_020])
})

const MIXED = 'a,b\n1,2\r\n'

for (const [what, line, said] of [
  ['a row that is too long', '3,4,5\n', 'Unexpected row of 3 in `a.csv`, line 3, expected 2 values as in the header'],
  ['a row that is too short', '3\n', 'Unexpected row of 1 in `a.csv`, line 3, expected 2 values as in the header'],
  ['an open quote', '3,"4\n5,6\r\n', 'Unclosed quote in `a.csv`, line 3'],
  [
    'a quote within a value',
    '3,"4"x\n',
    'Unexpected quote within a value in `a.csv`, line 3, expected quotes around all of it, and each one inside doubled',
  ],
] as const)
  test(`engine: among lines that end in two ways ${what} is named`, async (t) => {
    const engine = await engineOn(t, { 'a.csv': `${MIXED}${line}${numbers(7, 20, () => '\n')}` })
    await assert.rejects(engine.columns('a.csv'), { name: 'UserError', message: said })
  })

test('engine: a broken line of a file read together with one of mixed lines is named too', async (t) => {
  const files = { 'a.csv': MIXED, 'b.csv': `a,b\n${numbers(1, 30_000, () => '\n')}1,"x"y\n` }
  const engine = await engineOn(t, files, new Map([['all', ['a.csv', 'b.csv']]]))
  await assert.rejects(engine.queryable('all'), /Unexpected quote within a value in `b\.csv`, line 30002/)
})

test('engine: a single column has a row for each line, however lines end, and an empty line is a missing value', async (t) => {
  for (const [text, rows] of [
    ['x\n1\r\n2\n3\r\n', [1, 2, 3]],
    ['x\r\n1\n2\r\n3', [1, 2, 3]],
    ['x\n1\r\n\r\n3\n\n', [1, null, 3, null]],
    ['x\r1\n2\r3\r', [1, 2, 3]],
  ] as const) {
    const engine = await engineOn(t, { 'a.csv': text })
    const { relation } = await engine.queryable('a.csv')
    const found = await engine.query(`SELECT x::INTEGER FROM ${relation}`, 'a.csv')
    assert.deepEqual([found.flat(), await engine.count('a.csv')], [rows, rows.length], JSON.stringify(text))
  }
})

test('engine: the same of files that end each in their own way, and of more lines than one buffer holds', async (t) => {
  const lines = (from: number, rows: number, end: (at: number) => string) =>
    Array.from({ length: rows }, (_, at) => `${from + at}${end(at)}`).join('')
  const files = {
    'a.csv': `x\n${lines(0, 400_000, (at) => (at % 7 === 0 ? '\r\n' : '\n'))}`,
    'b.csv': `x\r\n${lines(400_000, 10, () => '\r\n')}`,
    'c.csv': `x\n${lines(400_010, 10, () => '\n')}`,
  }
  const engine = await engineOn(t, files, new Map([['all', Object.keys(files)]]))
  const { relation } = await engine.queryable('all')
  const [sums] = await engine.query(`SELECT count(*), count(x), sum(x)::BIGINT FROM ${relation}`, 'all')
  assert.deepEqual(sums?.map(Number), [400_020, 400_020, (400_019 * 400_020) / 2])
})

test('engine: of several columns no value is lost where lines end in three ways; a single one is refused', async (t) => {
  const engine = await engineOn(t, { 'a.csv': 'x,y\r\n1,2\r3,4\n5,6\r\n', 'b.csv': 'x\r\n1\r2\n3\r\n' })
  const { relation } = await engine.queryable('a.csv')
  const rows = await engine.query(`SELECT x::INTEGER, y::INTEGER FROM ${relation}`, 'a.csv')
  assert.deepEqual(rows, [
    [1, 2],
    [3, 4],
    [5, 6],
  ])
  await assert.rejects(engine.columns('b.csv'), {
    name: 'UserError',
    message:
      'Unexpected ends of lines in `b.csv`: some are \\r alone and others \\r\\n, which nobody can tell from empty rows of its single column; end all of them with \\n or with \\r\\n',
  })
})
