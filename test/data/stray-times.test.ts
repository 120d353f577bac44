import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { openEngine } from '../../core/data/engine.ts'
import { folderWith } from '../folder.ts'

const HOUR = 3_600_000
const NOON = Date.UTC(2026, 0, 17, 12)
const TIMES = ['2026-01-17 12:00:00', '2026-01-17 12:59:59.999', '2026-01-17 13:00:00', '1970-01-01 00:00:00', '']

test('stray times: rows are counted by the time of their file, its end not included, in every format alike', async (t) => {
  const folder = await folderWith(t, {
    'a.csv': `n,at\n${TIMES.map((time, n) => `${n},${time}\n`).join('')}`,
    'a.jsonl': TIMES.map((at, n) => `${JSON.stringify({ n, ...(at && { at }) })}\n`).join(''),
    'b.csv': 'n,at\n',
  })
  await using engine = await openEngine({
    ...{ directory: folder, root: folder },
    sets: new Map([['both', ['a.csv', 'b.csv']]]),
  })
  await engine.materialize('a.csv', join(folder, 'a.parquet'))
  const own = { from: NOON, to: NOON + HOUR }
  const named = { own, near: own }
  for (const name of ['a.csv', 'a.jsonl', 'a.parquet']) {
    const asked = { column: 'at', times: new Map([[name, named]]), before: NOON + HOUR }
    assert.deepEqual(await engine.strayTimes(name, asked), [{ file: name, own: 2, near: 2, stray: 2, such: 0 }])
    // What comes later is not counted.
    const [found] = (await engine.strayTimes(name, { ...asked, before: NOON }))!
    assert.equal(found!.stray, 1)
    const wide = new Map([[name, { own, near: { from: NOON, to: NOON + 2 * HOUR } }]])
    assert.deepEqual(await engine.strayTimes(name, { ...asked, times: wide }), [
      { file: name, own: 2, near: 3, stray: 1, such: 0 },
    ])
  }
  const times = new Map(['a.csv', 'b.csv'].map((name) => [name, named]))
  assert.deepEqual((await engine.strayTimes('both', { column: 'at', times, before: NOON }))![1], {
    ...{ file: 'b.csv', own: 0, near: 0, stray: 0, such: undefined },
  })
  assert.equal(await engine.strayTimes('a.parquet', { column: 'n', times, before: NOON }), undefined)
})

test('times of a set: text that is none is missing, and named; where most is none the column is text', async (t) => {
  const folder = await folderWith(t, {
    'a.csv': 'at\n2026-01-17\nN/A\n2026-01-18T10:00:00+02:00\n',
    'b.csv': 'at\nN/A\nnoon\n7\n2026-01-18\n',
  })
  await using engine = await openEngine({
    ...{ directory: folder, root: folder },
    sets: new Map([
      ['some', ['a.csv']],
      ['most', ['b.csv']],
    ]),
    times: new Map([
      ['some', 'at'],
      ['most', 'at'],
    ]),
  })
  const { columns, relation } = await engine.queryable('some')
  assert.deepEqual(columns, [{ name: 'at', type: 'time' }])
  const rows = await engine.query(`SELECT epoch_ms("at") FROM ${relation}`, 'some')
  assert.deepEqual(
    rows.map(([at]) => (at === null ? null : Number(at))),
    [Date.UTC(2026, 0, 17), null, Date.UTC(2026, 0, 18, 8)],
  )
  assert.deepEqual(await engine.firstNoTime('some', 'at'), { value: 'N/A', file: 'a.csv', row: 2 })
  assert.deepEqual(await engine.columns('most'), [{ name: 'at', type: 'text' }])
})
