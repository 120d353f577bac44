import assert from 'node:assert/strict'
import { readdir, readFile, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { type Engine, type EngineOptions, openEngine } from '../../core/data/engine.ts'
import { type Table, textAt } from '../../core/data/table.ts'
import { folderWith } from '../folder.ts'

async function engineOn(
  t: TestContext,
  files: Record<string, string | Uint8Array>,
  options: Partial<EngineOptions> = {},
): Promise<{ engine: Engine; folder: string }> {
  const folder = await folderWith(t, files)
  const engine = await openEngine({ directory: folder, root: folder, threads: 2, ...options })
  t.after(() => engine.close())
  return { engine, folder }
}

/** A table as rows of text, for people to read. */
function rowsOf(table: Table): string[][] {
  return Array.from({ length: table.rows }, (_, row) =>
    [...table.columns.values()].map((column) => textAt(column, row)),
  )
}

async function typesOf(engine: Engine, source: string): Promise<Record<string, string>> {
  return Object.fromEntries((await engine.columns(source)).map(({ name, type }) => [name, type]))
}

const many = (rows: number, row: (at: number) => string) => Array.from({ length: rows }, (_, at) => row(at)).join('\n')

test('engine: reads CSV with each type, missing values and rows in their order', async (t) => {
  const { engine } = await engineOn(t, {
    'a.csv': 'id,x,ok,at,who\n3,1.5,true,2024-01-01,Ann\n1,,FALSE,2024-01-02 10:00:00,\n2,-2,,,Ann\n',
  })
  assert.deepEqual(await typesOf(engine, 'a.csv'), {
    id: 'integer',
    x: 'float',
    ok: 'boolean',
    at: 'time',
    who: 'text',
  })
  const table = await engine.read('a.csv', ['who', 'at', 'ok', 'x', 'id'])
  assert.deepEqual(rowsOf(table), [
    ['Ann', '2024-01-01T00:00:00.000Z', 'true', '1.5', '3'],
    ['', '2024-01-02T10:00:00.000Z', 'false', '', '1'],
    ['Ann', '', '', '-2', '2'],
  ])
  assert.deepEqual(table.columns.get('who'), { kind: 'text', codes: Int32Array.of(0, -1, 0), levels: ['Ann'] })
  assert.deepEqual(table.columns.get('x'), { kind: 'number', type: 'float', values: Float64Array.of(1.5, NaN, -2) })
})

test('engine: CSV may have a byte order mark, CRLF, another delimiter, quotes and no last line break', async (t) => {
  const { engine } = await engineOn(t, {
    'semicolon.csv': '\ufeffid;"naïve ""name"";\r\nx"\r\n1;"a; b"\r\n2;"c\r\nd"',
    'tab.tsv': 'a,b\tc\n1\t2\n',
    "it's [1] é.csv": 'a\n1\n',
  })
  assert.deepEqual(rowsOf(await engine.read('semicolon.csv', ['naïve "name";\r\nx', 'id'])), [
    ['a; b', '1'],
    ['c\r\nd', '2'],
  ])
  assert.deepEqual(await typesOf(engine, 'tab.tsv'), { 'a,b': 'integer', c: 'integer' })
  assert.equal((await engine.read("it's [1] é.csv", ['a'])).rows, 1)
})

test('engine: a CSV header stays a header when all values are text', async (t) => {
  const { engine } = await engineOn(t, { 'a.csv': 'name,city\nAnn,Paris\n' })
  assert.deepEqual(rowsOf(await engine.read('a.csv', ['city'])), [['Paris']])
})

test('engine: yes and no, zip codes and times of day stay text', async (t) => {
  const { engine } = await engineOn(t, { 'a.csv': 'late,short,zip,hour\nyes,t,01234,12:30\nno,f,99999,9:05\n' })
  assert.deepEqual(await typesOf(engine, 'a.csv'), { late: 'text', short: 'text', zip: 'text', hour: 'text' })
  assert.deepEqual(rowsOf(await engine.read('a.csv', ['late', 'zip'])), [
    ['yes', '01234'],
    ['no', '99999'],
  ])
})

test('engine: times of ISO 8601 are times in UTC, other dates stay text', async (t) => {
  const times = ['2024-01-31', '2024-01-31 10:00', '2024-01-31T10:00:00.123+02:00', '2024-01-31T10:00:00Z']
  const { engine } = await engineOn(t, {
    'a.csv': `at,day,never\n${times.map((time) => `${time},01/02/2024,2024-02-30`).join('\n')}\n`,
    'a.jsonl': times.map((at) => JSON.stringify({ at, day: '01/02/2024', never: '2024-02-30' })).join('\n'),
  })
  for (const file of ['a.csv', 'a.jsonl']) {
    assert.deepEqual(await typesOf(engine, file), { at: 'time', day: 'text', never: 'text' })
    assert.deepEqual(rowsOf(await engine.read(file, ['at'])).flat(), [
      '2024-01-31T00:00:00.000Z',
      '2024-01-31T10:00:00.000Z',
      '2024-01-31T08:00:00.123Z',
      '2024-01-31T10:00:00.000Z',
    ])
    await engine.materialize(file, `${file}.parquet`)
    assert.deepEqual(await engine.read(`${file}.parquet`, ['at']), await engine.read(file, ['at']))
  }
})

test('engine: integers beyond 2^53 − 1 keep all their digits, as text', async (t) => {
  const ids = ['9007199254740993', '12345678901234567890', '-123456789012345678901234567890']
  const { engine } = await engineOn(
    t,
    {
      'a.csv': `a,b,c,d\n${ids},9007199254740991\n1,2,3,4\n`,
      'a.jsonl': `{"a":${ids[0]},"b":${ids[1]},"c":${ids[2]}}\n`,
    },
    {
      prepare: {
        path: 'p.sql',
        sql: `create table made as select ${ids[0]}::bigint a, ${ids[1]}::ubigint b, 5::hugeint c`,
      },
    },
  )
  assert.deepEqual(rowsOf(await engine.read('a.csv', ['a', 'b', 'c', 'd']))[0], [...ids, '9007199254740991'])
  assert.deepEqual(rowsOf(await engine.read('a.jsonl', ['a', 'b', 'c'])), [ids])
  assert.deepEqual(rowsOf(await engine.read('made', ['a', 'b', 'c'])), [[ids[0], ids[1], '5']])
  assert.deepEqual(await typesOf(engine, 'made'), { a: 'text', b: 'text', c: 'integer' })
})

test('engine: a column whose first 30,000 numbers are whole and a later one is not is a float', async (t) => {
  const { engine } = await engineOn(t, {
    'a.csv': `x\n${many(30_000, String)}\n0.5\n`,
    'a.jsonl': `${many(30_000, (at) => `{"x":${at}}`)}\n{"x":0.5}\n`,
  })
  for (const file of ['a.csv', 'a.jsonl']) {
    assert.deepEqual(await typesOf(engine, file), { x: 'float' })
    const { columns } = await engine.read(file, ['x'])
    assert.equal(textAt(columns.get('x')!, 30_000), '0.5')
  }
})

test('engine: reads JSON Lines, a JSON array and compressed files', async (t) => {
  const lines = '{"a":1,"b":"x","c":true,"d":"2024-01-01T10:00:00Z"}\n{"b":"y","a":null}\n'
  const { engine } = await engineOn(t, {
    'a.jsonl': lines,
    'a.ndjson.gz': gzipSync(lines),
    'a.json': '[{"a":1,"b":"x","c":true,"d":"2024-01-01T10:00:00Z"},\n{"b":"y","a":null}]',
    'a.jsonl.zst': zstdCompressSync(lines),
  })
  for (const file of ['a.jsonl', 'a.ndjson.gz', 'a.json', 'a.jsonl.zst']) {
    assert.deepEqual(rowsOf(await engine.read(file, ['b', 'a', 'c', 'd'])), [
      ['x', '1', 'true', '2024-01-01T10:00:00.000Z'],
      ['y', '', '', ''],
    ])
  }
})

test('engine: reads compressed CSV', async (t) => {
  const { engine } = await engineOn(t, {
    'a.csv.gz': gzipSync('a;b\n1;2\n'),
    'b.csv.zst': zstdCompressSync('a;b\n1;2\n'),
  })
  for (const file of ['a.csv.gz', 'b.csv.zst']) assert.deepEqual(rowsOf(await engine.read(file, ['b'])), [['2']])
})

test('engine: a glob reads its files in the order of their names, columns by name', async (t) => {
  const { engine } = await engineOn(t, { 'd/b.csv': 'x,y\n3,c\n', 'd/a.csv': 'y,x\na,1\nb,2.5\n', 'd/c.txt': '' })
  assert.deepEqual(rowsOf(await engine.read('d/*.csv', ['x', 'y'])), [
    ['1', 'a'],
    ['2.5', 'b'],
    ['3', 'c'],
  ])
  assert.equal(await engine.count('d/*.csv'), 3)
})

test('engine: files that disagree about a column say so only when it is asked for', async (t) => {
  const { engine } = await engineOn(
    t,
    { 'a.csv': 'x,y,z\n1,1,1\n', 'b.csv': 'x,y\n2,two\n' },
    { prepare: { path: 'p.sql', sql: "create table one as select 1 k; create table two as select 'two' k" } },
  )
  assert.equal((await engine.read('*.csv', ['x'])).rows, 2)
  await assert.rejects(engine.read('*.csv', ['y']), {
    name: 'UserError',
    message: 'Unexpected `two` in column `y` of `b.csv`, row 1, expected a number as in the first rows',
  })
  await assert.rejects(engine.read('*.csv', ['z']), {
    name: 'UserError',
    message: 'Column `z` is missing in `b.csv`, expected the same columns in all files of `*.csv`',
  })
  await assert.rejects(engine.columns('*.csv'), { name: 'UserError' })
  for (const table of ['one', 'two']) await engine.materialize(table, `k/${table}.parquet`)
  await assert.rejects(engine.read('k/*.parquet', ['k']), {
    message:
      'Column `k` is a number in `k/one.parquet` but text in `k/two.parquet`, expected the same columns in all files of `k/*.parquet`',
  })
})

test('engine: a file without a value in a column agrees with the others', async (t) => {
  const { engine } = await engineOn(t, {
    'a.csv': 'x,at\n,\n',
    'b.csv': 'x,at\n2,2024-01-01\n',
    'a.jsonl': '{"x":null,"at":null}\n',
    'b.jsonl': '{"x":2,"at":"2024-01-01"}\n',
  })
  for (const source of ['*.csv', '*.jsonl']) {
    assert.deepEqual(await typesOf(engine, source), { x: 'integer', at: 'time' })
    assert.deepEqual(rowsOf(await engine.read(source, ['x', 'at'])), [
      ['', ''],
      ['2', '2024-01-01T00:00:00.000Z'],
    ])
  }
})

test('engine: batches hold the rows asked for, in order, and join up to what read gives', async (t) => {
  const { engine } = await engineOn(t, { 'a.csv': `n,s\n${many(10_000, (at) => `${at},${at % 3 ? 'x' : at}`)}\n` })
  const sizes: number[] = []
  const rows: string[][] = []
  for await (const batch of engine.batches('a.csv', ['n', 's'], 3000)) {
    sizes.push(batch.rows)
    rows.push(...rowsOf(batch))
  }
  assert.deepEqual(sizes, [3000, 3000, 3000, 1000])
  assert.deepEqual(rows, rowsOf(await engine.read('a.csv', ['n', 's'])))
})

test('engine: another query may run while batches are read, and a loop may stop early', async (t) => {
  const { engine } = await engineOn(t, { 'a.csv': `n\n${many(10_000, String)}\n` })
  let first = 0
  for await (const batch of engine.batches('a.csv', ['n'], 100)) {
    assert.equal(await engine.count('a.csv'), 10_000)
    first += batch.rows
    if (first === 300) break
  }
  assert.equal(first, 300)
})

test('engine: write keeps values, types and missing values', async (t) => {
  const { engine } = await engineOn(t, {})
  const table: Table = {
    rows: 3,
    columns: new Map([
      ['it"s ü', { kind: 'number', type: 'integer', values: Float64Array.of(1, NaN, Number.MAX_SAFE_INTEGER) }],
      ['x', { kind: 'number', type: 'float', values: Float64Array.of(0.1, NaN, -Infinity) }],
      ['ok', { kind: 'number', type: 'boolean', values: Float64Array.of(0, 1, NaN) }],
      ['at', { kind: 'number', type: 'time', values: Float64Array.of(NaN, 0, 1_700_000_000_123) }],
      ['who', { kind: 'text', codes: Int32Array.of(0, -1, 1), levels: ["it's", 'é'] }],
    ]),
  }
  await engine.write(table, 'out/a.parquet')
  assert.deepEqual(await engine.read('out/a.parquet', [...table.columns.keys()]), table)
})

for (const ending of ['csv', 'tsv', 'jsonl', 'ndjson', 'json', 'csv.gz', 'jsonl.zst', 'CSV'])
  test(`engine: write makes .${ending} as the name says, which reads the same again`, async (t) => {
    const { engine, folder } = await engineOn(t, {
      'a.csv': 'id,x,at,who\n3,1.5,2024-01-01 10:30:00,"a ""b"", c"\n1,,2024-01-02 00:00:01,d\n2,-2,,"e\nf"\n',
    })
    const table = await engine.read('a.csv', ['id', 'x', 'at', 'who'])
    await engine.write(table, `out/b.${ending}`)
    assert.deepEqual(rowsOf(await engine.read(`out/b.${ending}`, ['id', 'x', 'at', 'who'])), rowsOf(table))
    const start = (await readFile(join(folder, `out/b.${ending}`))).subarray(0, 4).toString('hex')
    const expected = { csv: '69642c78', tsv: '69640978', json: '5b0a' }[ending.toLowerCase()]
    if (expected !== undefined) assert.ok(start.startsWith(expected), start)
    assert.notEqual(start, '50415231')
  })

test('engine: write holds more rows than one chunk, in their order', async (t) => {
  const { engine } = await engineOn(t, {})
  const values = Float64Array.from({ length: 5000 }, (_, at) => at / 8)
  await engine.write({ rows: 5000, columns: new Map([['x', { kind: 'number', type: 'float', values }]]) }, 'a.parquet')
  await engine.write({ rows: 5000, columns: new Map([['x', { kind: 'number', type: 'float', values }]]) }, 'a.parquet')
  assert.deepEqual((await engine.read('a.parquet', ['x'])).columns.get('x'), { kind: 'number', type: 'float', values })
})

test('engine: materialize keeps what read sees, and lists too where the source has types', async (t) => {
  const { engine } = await engineOn(
    t,
    { 'a.csv': 'id,x,at,ok\n9007199254740993,1,2024-01-01,true\n1,2,,false\n' },
    { prepare: { path: 'p.sql', sql: "create view made as select 1 as a, [1, 2] as list, '12:30'::time as t" } },
  )
  await engine.materialize('a.csv', 'a.parquet')
  assert.deepEqual(await typesOf(engine, 'a.parquet'), { id: 'text', x: 'integer', at: 'time', ok: 'boolean' })
  assert.equal(await engine.count('a.parquet'), 2)
  await engine.materialize('made', 'made.parquet')
  assert.deepEqual(await typesOf(engine, 'made.parquet'), { a: 'integer', t: 'text' })
  await assert.rejects(engine.read('made.parquet', ['list']), {
    message: 'Unexpected type INTEGER[] of column `list` in `made.parquet`, expected numbers, text, booleans or times',
  })
})

test('engine: decimals, dates, zoned times, enums and ids read as the nearest type', async (t) => {
  const sql = `create table made as select 1.25::decimal(9, 3) d, date '1969-12-31' born, 'b'::enum('a', 'b') e,
    timestamptz '2024-01-01 12:00:00+02' tz, timestamp_ns '2024-01-01 00:00:00.001' ns, 'infinity'::timestamp forever,
    '6f1a2d6e-9c1b-4e0a-8c1d-000000000001'::uuid u, 3::utinyint small, null::integer gap`
  const { engine } = await engineOn(t, {}, { prepare: { path: 'p.sql', sql } })
  assert.deepEqual(rowsOf(await engine.read('made', ['d', 'born', 'e', 'tz', 'ns', 'forever', 'u', 'small', 'gap'])), [
    [
      '1.25',
      '1969-12-31T00:00:00.000Z',
      'b',
      '2024-01-01T10:00:00.000Z',
      '2024-01-01T00:00:00.001Z',
      '',
      '6f1a2d6e-9c1b-4e0a-8c1d-000000000001',
      '3',
      '',
    ],
  ])
})

test('engine: a column of missing values only is read as such', async (t) => {
  const { engine } = await engineOn(t, { 'a.csv': 'a,b\n1,\n2,\n', 'a.jsonl': '{"a":null,"b":1}\n' })
  assert.deepEqual(rowsOf(await engine.read('a.csv', ['b'])), [[''], ['']])
  assert.deepEqual(rowsOf(await engine.read('a.jsonl', ['a'])), [['']])
})

test('engine: count of a CSV with only a header is 0, reading it says that there are no rows', async (t) => {
  const { engine } = await engineOn(t, { 'a.csv': 'a,b\n' })
  assert.equal(await engine.count('a.csv'), 0)
  await assert.rejects(engine.read('a.csv', ['a']), {
    name: 'UserError',
    message: 'Unexpected `a.csv` without rows, expected one at least',
  })
})

test('engine: a fault in a column that is not asked for does no harm', async (t) => {
  const { engine } = await engineOn(t, { 'a.csv': `a,b\n${many(30_000, (at) => `${at},2024-01-01`)}\n1,oops\n` })
  assert.equal((await engine.read('a.csv', ['a'])).rows, 30_001)
})

const faults: [string, Record<string, string | Uint8Array>, string, string[], string | RegExp][] = [
  [
    'a missing file',
    { 'train.csv': 'a\n1\n' },
    'tran.csv',
    ['a'],
    /^Missing file .*tran\.csv, did you mean `train\.csv`\? Known: train\.csv$/,
  ],
  ['a missing folder', {}, 'data/a.csv', ['a'], /^Missing file .*a\.csv, its folder does not exist$/],
  ['a glob without a match', {}, 'data/*.csv', ['a'], /^No file matches `data\/\*\.csv` in /],
  [
    'a folder',
    { 'data/a.csv': 'a\n1\n' },
    'data',
    ['a'],
    /^Unexpected folder `data`, expected a file or a pattern like/,
  ],
  [
    'a folder with an extension',
    { 'd.csv/a.csv': 'a\n1\n' },
    'd.csv',
    ['a'],
    /^Unexpected folder `d\.csv`, expected a file or a pattern/,
  ],
  [
    'an unknown extension',
    { 'a.xlsx': 'x' },
    'a.xlsx',
    ['a'],
    'Unexpected extension of `a.xlsx`, expected .csv, .tsv, .jsonl, .ndjson, .json (each also .gz or .zst) or .parquet',
  ],
  ['an empty file', { 'a.csv': '' }, 'a.csv', ['a'], 'Unexpected empty file `a.csv`, expected rows'],
  [
    'a missing column',
    { 'a.csv': 'delay,origin\n1,x\n' },
    'a.csv',
    ['dealy'],
    'Missing column `dealy` in `a.csv`, did you mean `delay`? Known: delay, origin',
  ],
  [
    'a name in another case',
    { 'a.csv': 'delay\n1\n' },
    'a.csv',
    ['Delay'],
    'Missing column `Delay` in `a.csv`, did you mean `delay`? Known: delay',
  ],
  [
    'a repeated column',
    { 'a.csv': 'a,b,a\n1,2,3\n' },
    'a.csv',
    ['a'],
    'Unexpected second column `a` in the header of `a.csv`, expected each name once (A and a count as the same)',
  ],
  [
    'a long row',
    { 'a.csv': 'a,b\n1,x\n2,y,z\n' },
    'a.csv',
    ['a'],
    'Unexpected row of 3 in `a.csv`, line 3, expected 2 values as in the header',
  ],
  [
    'a short row',
    { 'a.csv': 'a,b\n1,x\n2\n' },
    'a.csv',
    ['a'],
    'Unexpected row of 1 in `a.csv`, line 3, expected 2 values as in the header',
  ],
  [
    'a long row after 30,000',
    { 'a.csv': `a,b\n${many(30_000, () => '1,2')}\n1,2,3\n` },
    'a.csv',
    ['a'],
    'Unexpected row of 3 in `a.csv`, line 30002, expected 2 values as in the header',
  ],
  ['an open quote', { 'a.csv': 'a,b\n1,"x\n2,y\n' }, 'a.csv', ['a'], 'Unclosed quote in `a.csv`, line 2'],
  [
    'bytes that are not UTF-8',
    { 'a.csv': Buffer.from('a,b\n1,\xff\n', 'latin1') },
    'a.csv',
    ['b'],
    /^Unexpected bytes in `a\.csv`, line 2, expected UTF-8$/,
  ],
  [
    'text after 30,000 numbers',
    { 'a.csv': `a\n${many(30_000, String)}\noops\n` },
    'a.csv',
    ['a'],
    'Unexpected `oops` in column `a` of `a.csv`, row 30001, expected a number as in the first rows',
  ],
  [
    'text after 30,000 dates',
    { 'a.csv': `a\n${many(30_000, () => '2024-01-01')}\noops\n` },
    'a.csv',
    ['a'],
    'Unexpected `oops` in column `a` of `a.csv`, row 30001, expected a time as in the first rows',
  ],
  [
    'broken JSON',
    { 'a.jsonl': '{"a":1}\n{"a":}\n' },
    'a.jsonl',
    ['a'],
    'Broken JSON in `a.jsonl`, line 2: unexpected character',
  ],
  [
    'JSON without objects',
    { 'a.jsonl': '1\n2\n' },
    'a.jsonl',
    ['a'],
    'Unexpected values in `a.jsonl`, expected a JSON object for each row',
  ],
  ['a JSON list', { 'a.jsonl': '{"a":[1]}\n' }, 'a.jsonl', ['a'], /^Unexpected type BIGINT\[\] of column `a`/],
  ['broken Parquet', { 'a.parquet': 'not parquet at all' }, 'a.parquet', ['a'], /^Cannot read `a\.parquet`: /],
  ['broken gzip', { 'a.csv.gz': 'not gzip' }, 'a.csv.gz', ['a'], /^Cannot decompress .*a\.csv\.gz: /],
  [
    'a Git LFS pointer',
    { 'a.parquet': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n' },
    'a.parquet',
    ['a'],
    /^Unexpected Git LFS pointer `a\.parquet`, expected the file itself: run `git lfs pull`/,
  ],
  ['a path outside', {}, '../a.csv', ['a'], /^Unexpected path `.*a\.csv`, expected one inside /],
]
for (const [fault, files, source, columns, message] of faults) {
  test(`engine: ${fault} is told in one sentence`, async (t) => {
    const { engine } = await engineOn(t, files)
    await assert.rejects(engine.read(source, columns), { name: 'UserError', message })
  })
}

test('engine: a sort larger than the memory limit spills to the disk, and nothing stays there', async (t) => {
  const sql = 'create view big as select range as a, hash(range) as h from range(1500000) order by h'
  const spills = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('contender-spill-'))
  const before = await spills()
  const { engine } = await engineOn(t, {}, { memoryLimit: '20MB', threads: 1, prepare: { path: 'p.sql', sql } })
  let rows = 0
  for await (const batch of engine.batches('big', ['a'])) {
    if (rows === 0) assert.equal((await spills()).length, before.length + 1)
    rows += batch.rows
  }
  assert.equal(rows, 1_500_000)
  await engine.close()
  assert.deepEqual(await spills(), before)
})

test('engine: a memory limit that is no size is told', async (t) => {
  await assert.rejects(engineOn(t, {}, { memoryLimit: 'lots' }), {
    name: 'UserError',
    message: 'Unexpected memory limit `lots`, expected a size like 4GB',
  })
})

test('engine: closes twice, and by itself at the end of a block', async (t) => {
  const folder = await folderWith(t)
  await using engine = await openEngine({ directory: folder, root: folder })
  await engine.close()
})

test('engine: a symbolic link out of the root is refused, by a glob too', async (t) => {
  const outside = await folderWith(t, { 'secret.csv': 'a\n1\n' })
  const { engine, folder } = await engineOn(t, {})
  await symlink(join(outside, 'secret.csv'), join(folder, 'link.csv'))
  for (const source of ['link.csv', '*.csv']) {
    await assert.rejects(engine.read(source, ['a']), {
      name: 'UserError',
      message: /link\.csv`, expected one inside .*; it leads to .*secret\.csv$/,
    })
  }
})

test('engine: what does not fit the memory limit is told in one sentence', async (t) => {
  const sql = 'create view big as select range as a from range(3000000) order by hash(range)'
  const { engine } = await engineOn(t, {}, { memoryLimit: '5MB', threads: 1, prepare: { path: 'p.sql', sql } })
  await assert.rejects(engine.read('big', ['a']), {
    name: 'UserError',
    message: 'Reading `big` needs more than the memory limit, ask for fewer columns or raise the limit',
  })
})

test('engine: several sources asked about at once each have their rows', async (t) => {
  const { engine } = await engineOn(t, { 'a.csv': 'x\n1\n', 'b.csv': 'x\n2\n', 'c.csv': 'x\n3\n' })
  const found = await Promise.all(['a.csv', 'b.csv', 'c.csv'].map((source) => engine.queryable(source)))
  const rows = await Promise.all(found.map(({ relation }) => engine.query(`SELECT x FROM ${relation}`, 'x')))
  assert.deepEqual(rows, [[[1n]], [[2n]], [[3n]]])
})
