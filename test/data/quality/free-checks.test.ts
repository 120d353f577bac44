import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openEngine } from '../../../core/data/engine.ts'
import { findDuplicates } from '../../../core/data/quality/duplicates.ts'
import { openRows } from '../../../core/data/quality/rows.ts'
import { folderWith } from '../../folder.ts'
import { seeded } from '../../training/seeded.ts'
import { csv, findingsBy, findingsOf } from './checked.ts'

/** Rows that no check has anything to say of. */
const sound = (rows = 100, from = 0, seed = 1) => {
  const next = seeded(seed)
  return csv('id,x,y', rows, (at) => [from + at, next().toFixed(6), next() < 0.5 ? 1 : 0])
}

test('sound rows pass every check', async (t) => {
  const found = await findingsOf(t, { train: sound(), test: sound(50, 100, 2), data: 'id: id' })
  assert.deepEqual(
    found.filter(({ outcome }) => outcome !== 'pass'),
    [],
  )
  assert.deepEqual(
    found.map(({ check, source }) => `${check} ${source}`),
    [
      'columns train',
      'columns test',
      'duplicates train',
      'duplicates test',
      'constant train',
      'constant test',
      'leakage train',
      'clock train',
      'shared_rows test',
      'shared_ids test',
      'classes train',
      'classes test',
      'personal_data train',
      'personal_data test',
    ],
  )
})

test('duplicates: with an id one copy is one too many, without from 1 % of the rows on', async (t) => {
  const rows = sound()
  const again = rows.split('\n').slice(2, 4).join('\n')
  const copies = { train: `${rows}${again}\n${again}\n` }
  assert.deepEqual(await findingsBy(t, 'duplicates', { ...copies, data: 'id: id' }), [
    { source: 'train', column: null, outcome: 'warn', rows: 4, row_numbers: [101, 102, 103] },
  ])
  const few = `${sound(400)}${rows.split('\n')[1]}\n`
  assert.deepEqual(await findingsBy(t, 'duplicates', { train: few }), [])
  assert.deepEqual(await findingsBy(t, 'duplicates', { train: few, data: 'id: id' }), [
    { source: 'train', column: null, outcome: 'warn', rows: 1, row_numbers: [401] },
  ])
})

test('a contract makes a finding fail, or the check not run', async (t) => {
  const rows = `${sound()}${sound().split('\n')[1]}\n`
  const contract = (setting: string) => `{ checks: { duplicates: ${setting} } }`
  const failing = await findingsBy(t, 'duplicates', { train: rows, data: 'id: id', contract: contract('fail') })
  assert.equal(failing?.[0]?.outcome, 'fail')
  assert.equal(await findingsBy(t, 'duplicates', { train: rows, data: 'id: id', contract: contract('off') }), undefined)
})

test('constant: a column of one value or of none warns, one with missing values does not', async (t) => {
  const train = csv('one,none,some,x,y', 60, (at) => ['A', '', at % 2 === 0 ? 'B' : '', at, at % 3 === 0 ? 1 : 0])
  assert.deepEqual(await findingsBy(t, 'constant', { train }), [
    { source: 'train', column: 'one', outcome: 'warn', rows: 60, row_numbers: [] },
    { source: 'train', column: 'none', outcome: 'warn', rows: 60, row_numbers: [] },
  ])
})

test('shared_rows: equal content whatever the id; few warn, many fail', async (t) => {
  const train = sound(200)
  const other = sound(100, 1000, 5)
  const borrowed = (count: number) => {
    const lines = train
      .split('\n')
      .slice(1, count + 1)
      .map((line, at) => line.replace(/^\d+/, String(5000 + at)))
    return `${other}${lines.join('\n')}\n`
  }
  const found = (test: string) => findingsBy(t, 'shared_rows', { train, test, data: 'id: id' })
  assert.deepEqual(await found(other), [])
  assert.deepEqual(await found(borrowed(5)), [
    { source: 'test', column: null, outcome: 'warn', rows: 5, row_numbers: [101, 102, 103] },
  ])
  assert.deepEqual(await found(borrowed(40)), [
    { source: 'test', column: null, outcome: 'fail', rows: 40, row_numbers: [101, 102, 103] },
  ])
})

test('shared_rows: rows of coarse columns that are alike by chance do not fail', async (t) => {
  const coarse = (seed: number) => {
    const next = seeded(seed)
    return csv('a,b,y', 400, () => [Math.floor(next() * 4), Math.floor(next() * 4), next() < 0.5 ? 1 : 0])
  }
  assert.deepEqual(await findingsBy(t, 'shared_rows', { train: coarse(1), test: coarse(2) }), [
    { source: 'test', column: null, outcome: 'warn', rows: 400, row_numbers: [1, 2, 3] },
  ])
})

test('shared_ids: one id on both sides warns, as number here and text there too', async (t) => {
  const test = sound(50, 98, 2)
  const found = (rows: string) => findingsBy(t, 'shared_ids', { train: sound(), test: rows, data: 'id: id' })
  assert.deepEqual(await found(test), [{ source: 'test', column: 'id', outcome: 'warn', rows: 2, row_numbers: [1, 2] }])
  assert.deepEqual(await found(`${test}A7,0.5,1\n`), [
    { source: 'test', column: 'id', outcome: 'warn', rows: 2, row_numbers: [1, 2] },
  ])
  assert.deepEqual(await found(sound(50, 100, 2)), [])
})

test('shared_groups: a group or a day on both sides warns', async (t) => {
  const rows = (from: number, seed: number) => {
    const next = seeded(seed)
    const day = (at: number) => String(1 + Math.floor((from + at) / 10)).padStart(2, '0')
    return csv('who,at,x,y', 50, (at) => [
      `P${Math.floor((from + at) / 10)}`,
      `2026-03-${day(at)} 10:00`,
      next().toFixed(6),
      next() < 0.5 ? 1 : 0,
    ])
  }
  const one = { source: 'test', outcome: 'warn', rows: 10, row_numbers: [1, 2, 3] }
  const found = (data: string, from: number) =>
    findingsBy(t, 'shared_groups', { train: rows(0, 1), test: rows(from, 2), data })
  assert.deepEqual(await found('group: who', 40), [{ ...one, column: 'who' }])
  assert.deepEqual(await found('group: who', 50), [])
  assert.deepEqual(await found('group: { time: at, every: 1d }', 40), [{ ...one, column: 'at' }])
  assert.deepEqual(await found('group: { time: at, every: 1d }', 50), [])
})

test('time_order: training rows later than the first test row warn', async (t) => {
  const rows = (from: number, seed: number) => {
    const next = seeded(seed)
    return csv('at,x,y', 60, (at) => [
      new Date(Date.UTC(2026, 0, 1) + (from + at) * 3_600_000).toISOString(),
      next().toFixed(6),
      next() < 0.5 ? 1 : 0,
    ])
  }
  const found = (from: number) =>
    findingsBy(t, 'time_order', { train: rows(0, 1), test: rows(from, 2), data: 'time: at' })
  assert.deepEqual(await found(60), [])
  assert.deepEqual(await found(55), [
    { source: 'train', column: 'at', outcome: 'warn', rows: 4, row_numbers: [57, 58, 59] },
  ])
})

test('classes: one that was never learned fails, one that is not judged warns, one alone fails', async (t) => {
  const rows = (classes: readonly string[]) => {
    const next = seeded(classes.length)
    return csv('x,y', 60, (at) => [next().toFixed(6), classes[at % classes.length]])
  }
  const found = (train: readonly string[], other: readonly string[]) =>
    findingsBy(t, 'classes', { train: rows(train), test: rows(other), task: 'multiclass-classification' })
  const about = { source: 'test', column: 'y', row_numbers: [] }
  assert.deepEqual(await found(['a', 'b', 'c'], ['a', 'b', 'c']), [])
  assert.deepEqual(await found(['a', 'b'], ['a', 'b', 'c']), [{ ...about, outcome: 'fail', rows: 20 }])
  assert.deepEqual(await found(['a', 'b', 'c'], ['a', 'b']), [{ ...about, outcome: 'warn', rows: 0 }])
  assert.deepEqual(await found(['a', 'b'], ['a']), [{ ...about, outcome: 'fail', rows: 60 }])
})

test('columns: one that the config names and the data lacks fails, with the nearest name', async (t) => {
  const found = await findingsOf(t, { test: sound(), data: 'id: ip, sensitive: [x, why]' })
  const failed = found.filter(({ outcome }) => outcome === 'fail')
  assert.deepEqual(
    failed.map(({ because, check, column }) => [check, column, because]),
    [
      ['columns', 'ip', 'the column that data.id names is missing, did you mean `id`? Known: id, x, y'],
      ['columns', 'why', 'the column that data.sensitive names is missing, known: id, x, y'],
    ],
  )
})

test('a part without rows fails, and the others are checked', async (t) => {
  const found = await findingsOf(t, { train: 'id,x,y\n', test: sound() })
  assert.deepEqual(
    found.filter(({ outcome }) => outcome === 'fail').map(({ because, check, source }) => [check, source, because]),
    [['rows', 'train', 'there are no rows']],
  )
  assert.ok(found.some(({ check, source }) => check === 'duplicates' && source === 'test'))
})

test('duplicates: of more than a million rows copies are found, of a few contents and of many', async (t) => {
  const found = async (sql: string) => {
    const folder = await folderWith(t)
    await using engine = await openEngine({ directory: folder, root: folder, prepare: { path: 'p.sql', sql } })
    return (await findDuplicates(await openRows(engine, 'train', 'rows'), undefined)).map(({ rows }) => rows)
  }
  const rows = (x: string) => `CREATE VIEW rows AS SELECT ${x} AS a, 1 AS b FROM range(1200000) AS t(i)`
  assert.deepEqual(await found(rows('i')), [])
  assert.deepEqual(await found(rows('i // 2')), [600_000])
  assert.deepEqual(await found(rows('CASE WHEN i < 24000 THEN 0 ELSE i END')), [23_999])
})
