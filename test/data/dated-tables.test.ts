import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { DatedRows } from '../../core/data/dated-rows.ts'
import { digestRows } from '../../core/data/digest-rows.ts'
import { openEngine } from '../../core/data/engine.ts'
import { folderWith } from '../folder.ts'

const utc = (text: string) => Date.parse(`${text}Z`)
const range = (from: string, to: string) => ({ from: utc(`${from}T00:00`), to: utc(`${to}T00:00`) })

const rows: DatedRows = {
  windows: { train: range('2026-03-01', '2026-03-03'), test: range('2026-03-03', '2026-03-04') },
  found: undefined,
  named: { train: 'train.csv', test: 'test.csv' },
  ...{ time: 'at', id: 'id', target: 'y', optional: [] },
  ...{ task: 'binary-classification', classes: undefined },
  logs: { files: 'logs.csv', time: 'at', id: 'id' },
  labels: { files: 'labels.csv', id: 'id', column: 'y', availableAfter: 0 },
}

const HEAD = 'id,at,x,y'

async function tables(t: TestContext, files: Readonly<Record<string, string>>, own: Partial<DatedRows> = {}) {
  const base = {
    'train.csv': `${HEAD}\n1,2026-02-28,1,0\n2,2026-03-01,2,1\n`,
    'test.csv': `${HEAD}\n3,2026-02-01,3,0\n`,
    'logs.csv': 'id,at,x\n10,2026-03-02,4\n11,2026-03-03,5\n',
    'labels.csv': 'id,y\n10,1\n11,0\n',
  }
  const folder = await folderWith(t, { ...base, ...files })
  await using engine = await openEngine({ directory: folder, root: folder, rows: { ...rows, ...own } })
  const read = async (source: string) => {
    const { relation } = await engine.queryable(source)
    return (await engine.query(`SELECT id, x, y FROM ${relation}`, source)).map((row) => row.map(Number))
  }
  return {
    train: await read('contender_train'),
    test: await read('contender_test'),
    digest: await digestRows(engine, 'contender_train'),
    leftOut: engine.leftOut(),
  }
}

test('dated tables: rows of a window are older training rows and labelled rows of the logs, in the order of their times', async (t) => {
  const { test, train } = await tables(t, {})
  assert.deepEqual(train, [
    [2, 2, 1],
    [10, 4, 1],
  ])
  assert.deepEqual(test, [[11, 5, 0]])
})

test('dated tables: the same of files whose lines end in two ways', async (t) => {
  const { test, train } = await tables(t, {
    'train.csv': `${HEAD}\r\n1,2026-02-28,1,0\n2,2026-03-01,2,1\n`,
    'logs.csv': 'id,at,x\n10,2026-03-02,4\r\n11,2026-03-03,5\n',
    'labels.csv': 'id,y\n10,1\r\n11,0\n',
  })
  assert.deepEqual(train, [
    [2, 2, 1],
    [10, 4, 1],
  ])
  assert.deepEqual(test, [[11, 5, 0]])
})

test('dated tables: a window begins with its first moment, and ends before its last', async (t) => {
  const logs = [
    '2026-02-28T23:59:59.999',
    '2026-03-01T00:00:00.000',
    '2026-03-02T23:59:59.999',
    '2026-03-03T00:00:00.000',
  ]
  const { test, train } = await tables(t, {
    'train.csv': `${HEAD}\n1,2026-02-28,1,0\n`,
    'logs.csv': `id,at,x\n${logs.map((at, id) => `${id},${at}Z,1`).join('\n')}\n`,
    'labels.csv': 'id,y\n0,1\n1,1\n2,1\n3,1\n',
  })
  assert.deepEqual([train.map(([id]) => id), test.map(([id]) => id)], [[1, 2], [3]])
})

test('dated tables: a row that is logged twice counts once, and one with two labels or none does not', async (t) => {
  const { train } = await tables(t, {
    'logs.csv':
      'id,at,x\n10,2026-03-02 09:00:00,5\n10,2026-03-02 08:00:00,4\n12,2026-03-02 08:00:00,6\n13,2026-03-02 08:00:00,7\n14,2026-03-03 08:00:00,7\n',
    'labels.csv': 'id,y\n10,1\n10,1\n12,1\n12,0\n14,1\n',
  })
  assert.deepEqual(train, [
    [2, 2, 1],
    [10, 4, 1],
  ])
})

test('dated tables: rows without an id count each, ids are the same as 10 and 10.0, and a label that is no number is none', async (t) => {
  const { train } = await tables(
    t,
    { 'logs.csv': 'id,at,x,y\n10,2026-03-02,4,1\n,2026-03-02,5,0\n,2026-03-02,5,0\n11,2026-03-02,6,nan\n' },
    { labels: undefined },
  )
  assert.deepEqual(
    train.map(([, x, y]) => [x, y]),
    [
      [2, 1],
      [4, 1],
      [5, 0],
      [5, 0],
    ],
  )
  const floats = await tables(t, { 'labels.csv': 'id,y\n10.0,1\n11.5,1\n' })
  assert.deepEqual(floats.train.at(-1), [10, 4, 1])
})

test('dated tables: a label in the logs may come in a row of its own, counts where it can be one, and two different ones are none', async (t) => {
  const logs = [
    '10,2026-03-02 08:00:00,4,0.5,',
    '10,2026-03-02 09:00:00,,,1',
    '11,2026-03-02 08:00:00,,,unknown',
    '11,2026-03-02 09:00:00,5,0.5,true',
    '12,2026-03-02 08:00:00,6,0.5,1',
    '12,2026-03-02 09:00:00,6,0.5,0',
    '13,2026-03-02 08:00:00,7,0.5,unknown',
    ',2026-03-02 08:00:00,8,0.5,unknown',
    ',2026-03-02 08:00:00,9,0.5,0',
  ]
  const { train } = await tables(t, { 'logs.csv': `id,at,x,score,y\n${logs.join('\n')}\n` }, { labels: undefined })
  assert.deepEqual(
    train.map(([, x, y]) => [x, y]),
    [
      [2, 1],
      [4, 1],
      [9, 0],
      [5, 1],
    ],
  )
})

test('dated tables: labels by name are those of the rows that the config names, or its classes', async (t) => {
  const files = {
    'train.csv': 'id,at,x,y\n2,2026-03-01,2,1\n3,2026-03-01,2,2\n',
    'labels.csv': 'id,y\n10,2\n11,3\n12,unknown\n',
    'logs.csv': 'id,at,x\n10,2026-03-02,4\n11,2026-03-02,5\n12,2026-03-02,6\n',
  }
  const task = 'multiclass-classification'
  const ids = async (classes: DatedRows['classes']) =>
    (await tables(t, files, { task, classes })).train.map(([id]) => id)
  assert.deepEqual(await ids('named'), [2, 3, 10])
  assert.deepEqual(await ids(['1', '2', '3']), [2, 3, 10, 11])
})

test('dated tables: of a request that failed and was asked again the answer counts, and labels that are no number are none', async (t) => {
  const { train } = await tables(
    t,
    {
      'logs.csv': 'id,at,x,guess\n10,2026-03-02 08:00:00,4,\n10,2026-03-02 09:00:00,5,0.5\n11,2026-03-02,6,1\n',
      'labels.csv': 'id,y\n10,7\n11,n/a\n',
    },
    { task: 'regression', logs: { ...rows.logs, prediction: 'guess' } },
  )
  assert.deepEqual(train.at(-1), [10, 5, 7])
})

test('dated tables: of an id an answer goes before one that can be none, by the rule of drift', async (t) => {
  const logs = (strange: string) =>
    `id,at,x,score\n10,2026-03-02 08:00:00,4,${strange}\n10,2026-03-02 09:00:00,5,0.5\n11,2026-03-02,6,${strange}\n`
  for (const strange of ['3.2', '-1', 'inf', 'n/a']) {
    const { train } = await tables(t, { 'logs.csv': logs(strange) })
    assert.deepEqual(
      train.map(([id, x]) => [id, x]),
      [
        [2, 2],
        [11, 6],
        [10, 5],
      ],
      strange,
    )
  }
})

test('dated tables: labels of a header alone are labels that have not come', async (t) => {
  const { test, train } = await tables(t, { 'labels.csv': 'id,y\n' })
  assert.deepEqual([train, test], [[[2, 2, 1]], []])
})

test('dated tables: time and id may be called otherwise in the logs, and labels may stand there', async (t) => {
  const { test, train } = await tables(
    t,
    { 'logs.csv': 'request,seen,x,y\n10,2026-03-02,4,1\n11,2026-03-03,5,0\n12,2026-03-03,5,\n' },
    { logs: { files: 'logs.csv', time: 'seen', id: 'request' }, labels: undefined },
  )
  assert.deepEqual([train.at(-1), test], [[10, 4, 1], [[11, 5, 0]]])
})

test('dated tables: the order of files and lines changes neither rows nor digest', async (t) => {
  const one = await tables(t, {
    'logs.csv': 'id,at,x\n10,2026-03-02,4\n15,2026-03-02,3\n11,2026-03-03,5\n',
    'labels.csv': 'id,y\n10,1\n15,0\n11,0\n',
  })
  const other = await tables(t, {
    'logs.csv': 'id,at,x\n11,2026-03-03,5\n15,2026-03-02,3\n10,2026-03-02,4\n',
    'labels.csv': 'id,y\n15,0\n11,0\n10,1\n',
  })
  assert.deepEqual(other, one)
  const edited = await tables(t, { 'labels.csv': 'id,y\n10,0\n11,0\n' })
  assert.notEqual(edited.digest.digest, (await tables(t, {})).digest.digest)
})

test('dated tables: what is no time, or a missing column, is told with its place', async (t) => {
  await assert.rejects(
    tables(t, { 'logs.csv': 'id,at,x\n10,5,4\n' }),
    /Unexpected type of column `at` in `logs\.csv`: integer, expected times/,
  )
  await assert.rejects(tables(t, { 'labels.csv': 'key,y\n10,1\n' }), /Missing column `id` in `labels\.csv`/)
  await assert.rejects(tables(t, {}, { labels: { ...rows.labels!, column: 'z' } }), /Missing column `z`/)
  await assert.rejects(
    tables(t, { 'train.csv': `id,at,x,z\n1,2026-02-28,1,0\n` }),
    /Missing column `y` in `train\.csv`/,
  )
})

test('dated tables: logs and labels without a header are told without their values, in all files or in some', async (t) => {
  const without = (name: string, columns: number) => ({
    message: `Unexpected header of \`${name}\`: none of its ${columns} columns is called as one of the training rows or of the config; is the header missing?`,
  })
  const mail = 'ann@example.com'
  await assert.rejects(tables(t, { 'labels.csv': `${mail},1\n11,0\n` }), without('labels.csv', 2))
  await assert.rejects(tables(t, { 'logs.csv': `${mail},2026-03-02,4\n` }), without('logs.csv', 3))
  const files = { 'logs/2026-03-01.csv': `${mail},2026-03-01,4\n`, 'logs/2026-03-02.csv': 'id,at,x\n10,2026-03-02,4\n' }
  const logs = { ...rows.logs, files: 'logs/%Y-%m-%d.csv' }
  const broken = (file: string, columns: number) => ({
    message: new RegExp(
      `^Cannot read 1 of 2 files of .*: mend ${file}, or take them away\\. The first: Unexpected header of \`${file}\`: none of its ${columns} columns is called as one of the training rows or of the config; give it one, if that is missing$`,
    ),
  })
  await assert.rejects(tables(t, files, { logs }), broken('logs/2026-03-01.csv', 3))
  const labels = { 'labels/a.csv': 'id,y\n10,1\n', 'labels/b.csv': `${mail},1\n` }
  await assert.rejects(
    tables(t, labels, { labels: { ...rows.labels!, files: 'labels/*.csv' } }),
    broken('labels/b.csv', 2),
  )
  // Another case is another name, and no value.
  await assert.rejects(
    tables(t, { 'labels.csv': 'ID,Y\n10,1\n' }),
    /Missing column `id` in `labels\.csv`, known: ID, Y/,
  )
})

test('dated tables: a training row goes before a logged one of its id, and what is learned from is no test row', async (t) => {
  const { test, train } = await tables(t, {
    'train.csv': `${HEAD}\n10,2026-03-01,2,1\n11,2026-02-01,2,1\n`,
    'logs.csv': 'id,at,x\n10,2026-03-02,4\n12,2026-03-02,6\n12,2026-03-03,7\n11,2026-03-03,5\n10,2026-03-03,5\n',
    'labels.csv': 'id,y\n10,0\n11,0\n12,1\n',
  })
  assert.deepEqual(train, [
    [10, 2, 1],
    [12, 6, 1],
  ])
  assert.deepEqual(test, [[11, 5, 0]])
})

test('dated tables: ids of training and test rows are the same as 10 and 10.0, and without ids all rows count', async (t) => {
  const files = {
    'test.csv': `${HEAD}\n3.5,2026-02-01,3,0\n`,
    'logs.csv': 'id,at,x\n10,2026-03-02,4\n10,2026-03-03,5\n',
    'labels.csv': 'id,y\n10,1\n',
  }
  assert.deepEqual(
    (
      await tables(t, {
        ...files,
        'labels.csv': 'id,y\n10,1\n12,1\n',
        'logs.csv': `${files['logs.csv']}12,2026-03-03,6\n`,
      })
    ).test,
    [[12, 6, 1]],
  )
  assert.equal((await tables(t, files, { id: undefined })).test.length, 1)
})

test('dated tables: a text where training rows have numbers is named with its file and row, and not shown where it is sensitive', async (t) => {
  const logs = 'id,at,x\n10,2026-03-02,4\n11,2026-03-03,5 m\n'
  await assert.rejects(tables(t, { 'logs.csv': logs }), {
    name: 'UserError',
    message: 'Unexpected `5 m` in column `x` of `logs.csv`, row 2, expected a number as in `test.csv`',
  })
  const email = logs.replace('5 m', 'ann@example.com')
  await assert.rejects(tables(t, { 'logs.csv': email }), {
    message: 'Unexpected value in column `x` of `logs.csv`, row 2, expected a number as in `test.csv`',
  })
  // By the name that the logs have for it.
  const keyed = { logs: { ...rows.logs, id: 'key' }, labels: { ...rows.labels!, id: 'key' } }
  await assert.rejects(
    tables(t, { 'logs.csv': 'key,at,x\nr10,2026-03-02,4\n', 'labels.csv': 'key,y\nr10,1\n' }, keyed),
    { message: 'Unexpected `r10` in column `key` of `logs.csv`, row 1, expected a number as in `train.csv`' },
  )
})

/** Logs of some hours of a day, by their ids from 1 on, where each has this time. */
const hours = (count: number, at: (row: number) => string) =>
  `id,at,x\n${Array.from({ length: count }, (_, row) => `${row + 1},${at(row)},4\n`).join('')}`
const hour = (row: number) => `2026-03-02 ${String(row).padStart(2, '0')}:00:00`
const LABELS = `id,y\n${Array.from({ length: 40 }, (_, row) => `${row + 1},1\n`).join('')}`
const NONE_OLDER = { 'train.csv': `${HEAD}\n100,2026-02-28,1,0\n`, 'labels.csv': LABELS }

test('dated tables: a few rows whose time is none are left out and told, and more are an error', async (t) => {
  const strange = (few: number) => hours(20, (row) => (row < few ? 'garbage' : hour(row)))
  const { leftOut, train } = await tables(t, { ...NONE_OLDER, 'logs.csv': strange(2) })
  assert.equal(train.length, 18)
  assert.deepEqual(leftOut, [
    '2 rows of `logs.csv` have a time that is none, such as `garbage` in logs.csv, row 1, and are left out',
  ])
  await assert.rejects(tables(t, { ...NONE_OLDER, 'logs.csv': strange(3) }), {
    name: 'UserError',
    message:
      '3 rows of `logs.csv` have a time that is none, such as `garbage` in logs.csv, row 1, expected a tenth of the 20 at most: mend them, or take them out',
  })
  // What has no time at all tells nothing of the others.
  const missing = await tables(t, { ...NONE_OLDER, 'logs.csv': hours(20, (row) => (row < 5 ? '' : hour(row))) })
  assert.deepEqual([missing.train.length, missing.leftOut], [15, []])
})

test('dated tables: of ten files one that is half-written or empty is left out and told, and two are an error', async (t) => {
  const files = (broken: Readonly<Record<number, string>>) =>
    Object.fromEntries(
      Array.from({ length: 10 }, (_, at) => [`logs/${at}.csv`, broken[at] ?? `id,at,x\n${at + 1},${hour(at)},4\n`]),
    )
  const own = { logs: { ...rows.logs, files: 'logs/*.csv' } }
  const half = await tables(t, { ...NONE_OLDER, ...files({ 3: `id,at,x\n4,${hour(4)},4\n4,20` }) }, own)
  assert.equal(half.train.length, 9)
  assert.deepEqual(half.leftOut, [
    'logs/3.csv was left out: Unexpected row of 2 in `logs/3.csv`, line 3, expected 3 values as in the header',
  ])
  // Lines that end in two ways are no fault, though they are beside one.
  const mixed = `id,at,x\r\n6,${hour(5)},4\n`
  const beside = await tables(t, { ...NONE_OLDER, ...files({ 3: `id,at,x\n4,${hour(4)},4\n4,20`, 5: mixed }) }, own)
  assert.deepEqual([beside.train.length, beside.leftOut.length], [9, 1])
  const empty = await tables(t, { ...NONE_OLDER, ...files({ 0: '' }) }, own)
  assert.equal(empty.train.length, 9)
  assert.deepEqual(empty.leftOut, ['logs/0.csv was left out: Unexpected empty file `logs/0.csv`, expected rows'])
  await assert.rejects(tables(t, { ...NONE_OLDER, ...files({ 0: '', 3: '' }) }, own), {
    name: 'UserError',
    message:
      'Cannot read 2 of 10 files of `logs/*.csv`, expected a tenth of them at most: mend logs/0.csv, logs/3.csv, or take them away. The first: Unexpected empty file `logs/0.csv`, expected rows',
  })
})

test('dated tables: a file that lacks a column which others have is left out and told, and columns that nothing reads need not be in all', async (t) => {
  const files = (own: Readonly<Record<number, readonly [head: string, more: string]>>) =>
    Object.fromEntries(
      Array.from({ length: 10 }, (_, at) => {
        const [head, more] = own[at] ?? ['id,at,x', '']
        return [`logs/${at}.csv`, `${head}\n${at + 1},${hour(at)},4${more}\n`]
      }),
    )
  const how = { logs: { ...rows.logs, files: 'logs/*.csv' } }
  const says = (lacks: string, has: string) =>
    `Missing column \`${lacks}\` in \`logs/0.csv\`, which other files of \`logs/*.csv\` have: it has \`${has}\`, which none of these has; rename it to \`${lacks}\` if it is the same`
  for (const [head, lacks, has] of [
    ['id,at,mean_x', 'x', 'mean_x'],
    ['id,at,X', 'x', 'X'],
    ['id,time,x', 'at', 'time'],
    ['key,at,x', 'id', 'key'],
  ] as const) {
    const one = await tables(t, { ...NONE_OLDER, ...files({ 0: [head, ''] }) }, how)
    assert.deepEqual([one.train.length, one.leftOut], [9, [`logs/0.csv was left out: ${says(lacks, has)}`]], head)
    await assert.rejects(tables(t, { ...NONE_OLDER, ...files({ 0: [head, ''], 7: [head, ''] }) }, how), {
      name: 'UserError',
      message: `Cannot read 2 of 10 files of \`logs/*.csv\`, expected a tenth of them at most: mend logs/0.csv, logs/7.csv, or take them away. The first: ${says(lacks, has)}`,
    })
  }
  const more = await tables(
    t,
    { ...NONE_OLDER, ...files({ 0: ['id,at,x,score', ',0.5'], 4: ['id,at,x,note', ',a'] }) },
    how,
  )
  assert.deepEqual([more.train.length, more.leftOut], [10, []])
  const noHeader = await tables(t, { ...NONE_OLDER, ...files({ 0: [`ann@example.com,${hour(0)},3`, ''] }) }, how)
  assert.deepEqual(noHeader.leftOut, [
    'logs/0.csv was left out: Unexpected header of `logs/0.csv`: none of its 3 columns is called as one of the training rows or of the config; give it one, if that is missing',
  ])
  // What no file has is no fault of one.
  const all = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [at, ['id,at,mean_x', ''] as const]))
  await assert.rejects(tables(t, { ...NONE_OLDER, ...files(all) }, how), {
    name: 'UserError',
    message: 'Missing column `x` in `logs/*.csv`, known: mean_x; rename the one that is the same',
  })
})

/** Forty days of logs and labels, each of one row, of which labels of some cannot be read. */
function daily(broken: readonly number[]) {
  const day = (at: number) => new Date(utc('2026-03-01T12:00') + at * 86_400_000).toISOString().slice(0, 10)
  const files: Record<string, string> = { 'train.csv': `${HEAD}\n100,2026-02-28,1,0\n` }
  for (let at = 0; at < 40; at++) {
    files[`logs/${day(at)}.csv`] = `id,at,x\n${at},${day(at)} 12:00:00,4\n`
    files[`labels/${day(at)}.csv`] = broken.includes(at) ? `id,y\n${at}` : `id,y\n${at},1\n`
  }
  return files
}

const DAILY = (availableAfter = 0): Partial<DatedRows> => ({
  windows: { train: range('2026-03-11', '2026-03-21'), test: range('2026-03-21', '2026-03-31') },
  logs: { ...rows.logs, files: 'logs/%Y-%m-%d.csv' },
  labels: { ...rows.labels!, files: 'labels/%Y-%m-%d.csv', availableAfter: availableAfter * 86_400_000 },
})

for (const [what, hours, letters] of [
  ['days of Tokyo', 9, 10],
  ['days of Los Angeles', -8, 10],
  ['the day after, as nightly exports are', 24, 10],
  ['the month after', 31 * 24, 7],
] as const)
  test(`dated tables: a window has all of its rows where files are named by ${what}`, async (t) => {
    const hourly = Array.from({ length: 40 * 24 }, (_, at) => new Date(utc('2026-03-01T00:00') + at * 3_600_000))
    const named = Map.groupBy(hourly, (at) =>
      new Date(at.getTime() + hours * 3_600_000).toISOString().slice(0, letters),
    )
    const files = Object.fromEntries(
      Array.from(named, ([name, own]) => [
        `logs/${name}.csv`,
        `id,at,x\n${own.map((at) => `${at.getTime() / 3_600_000},${at.toISOString()},4\n`).join('')}`,
      ]),
    )
    const labels = hourly.map((at) => `${at.getTime() / 3_600_000},1\n`)
    const logs = { ...rows.logs, files: letters === 7 ? 'logs/%Y-%m.csv' : 'logs/%Y-%m-%d.csv' }
    const { leftOut, test, train } = await tables(
      t,
      { ...NONE_OLDER, ...files, 'labels.csv': `id,y\n${labels.join('')}` },
      { windows: DAILY().windows!, logs },
    )
    assert.deepEqual([train.length, test.length, leftOut], [240, 240, []])
  })

test('dated tables: a tenth of the labels of the window may be left out, however many files are of other times', async (t) => {
  const one = await tables(t, daily([25]), DAILY())
  assert.deepEqual([one.train.length, one.test.length, one.leftOut.length], [10, 9, 1])
  // Two of forty are less than a tenth, and two of ten are more.
  await assert.rejects(tables(t, daily([25, 26]), DAILY()), {
    name: 'UserError',
    message:
      /^Cannot read 2 of 10 files of `labels\/%Y-%m-%d\.csv`, from `labels\/2026-03-21\.csv` to `labels\/2026-03-30\.csv`, expected a tenth of them at most: mend labels\/2026-03-26\.csv, labels\/2026-03-27\.csv, or take them away\. The first: /,
  })
  await assert.rejects(tables(t, daily([11, 12]), DAILY()), /Cannot read 2 of 10 files of `labels/)
  const before = await tables(t, daily([1, 2, 3, 4, 5, 6]), DAILY())
  assert.deepEqual([before.train.length, before.test.length, before.leftOut.length], [10, 10, 6])
})

test('dated tables: labels may be in files of the rows, or of when they were due', async (t) => {
  const after = await tables(t, daily([31, 32]), DAILY())
  assert.deepEqual([after.test.length, after.leftOut.length], [10, 2])
  await assert.rejects(
    tables(t, daily([31, 32]), DAILY(3)),
    /from `labels\/2026-03-24\.csv` to `labels\/2026-04-02\.csv`/,
  )
  await assert.rejects(
    tables(t, daily([25, 26]), DAILY(3)),
    /from `labels\/2026-03-21\.csv` to `labels\/2026-03-30\.csv`/,
  )
})

test('dated tables: what is wrong with the rows of all files is no fault of one', async (t) => {
  await assert.rejects(tables(t, { 'logs.csv': '' }), { message: 'Unexpected empty file `logs.csv`, expected rows' })
})
