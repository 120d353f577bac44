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
