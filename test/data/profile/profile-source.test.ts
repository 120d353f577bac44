import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { ColumnProfile, NumberProfile, TextProfile } from '../../../core/artifacts/profile.ts'
import { openEngine } from '../../../core/data/engine.ts'
import { registersOf } from '../../../core/data/profile/distinct.ts'
import { condensedOf } from '../../../core/data/profile/number-profile.ts'
import { profileSource } from '../../../core/data/profile/profile-source.ts'
import { rank } from '../../../core/data/profile/rank.ts'
import { sketchTexts } from '../../../core/data/profile/registers.ts'
import { folderWith } from '../../folder.ts'
import { profileOf } from './values.ts'

async function profileIn(
  t: TestContext,
  {
    files = {},
    hidden = [],
    source,
    sql,
  }: { files?: Record<string, string>; hidden?: string[]; source: string; sql?: string },
): Promise<{ rows: number; column: (name: string) => ColumnProfile }> {
  const folder = await folderWith(t, files)
  const prepare = sql === undefined ? undefined : { path: 'prepare.sql', sql }
  await using engine = await openEngine({ directory: folder, root: folder, threads: 2, prepare })
  const { columns, rows } = await profileSource(engine, source, new Set(hidden))
  return { rows, column: (name) => columns.find((column) => column.name === name)! }
}

const rowsOf = (count: number, row: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => row(at)).join('\n')

test('a CSV is profiled with every type, missing values and pooled rare ones', async (t) => {
  const csv = `x,ok,at,who,big\n${rowsOf(40, (at) =>
    [
      at < 30 ? 1.5 : at < 35 ? -0 : '',
      at < 12,
      at < 20 ? '2024-01-01' : '2024-01-02',
      at === 0 ? 'Ann' : at < 10 ? '' : 'Bob',
      `90071992547409930${at % 2}`,
    ].join(','),
  )}\n`
  const { column, rows } = await profileIn(t, { files: { 'a.csv': csv }, source: 'a.csv' })
  assert.equal(rows, 40)
  const x = column('x') as NumberProfile
  assert.deepEqual([x.type, x.missing, x.infinite, x.pooled, x.intervals], ['float', 5, 0, 5, [[1.5, 30]]])
  assert.deepEqual(x.distinct, { estimate: 2, error: 0, by: 'count' })
  assert.deepEqual(x.histogram, { values: [1.5], rows: [30] })
  const ok = column('ok') as NumberProfile
  assert.deepEqual(
    [ok.type, ok.rank_error, ok.intervals],
    [
      'boolean',
      0,
      [
        [0, 28],
        [1, 12],
      ],
    ],
  )
  assert.deepEqual((column('at') as NumberProfile).intervals, [
    [Date.UTC(2024, 0, 1), 20],
    [Date.UTC(2024, 0, 2), 20],
  ])
  const who = column('who') as TextProfile
  assert.deepEqual([who.missing, who.values, who.rest, who.unlisted_most], [9, [['Bob', 30]], 1, 1])
  const big = column('big') as TextProfile
  assert.deepEqual(big.values, [
    ['900719925474099300', 20],
    ['900719925474099301', 20],
  ])
})

test('NaN is missing, infinite values are counted apart, and 0 and −0 are one value', async (t) => {
  const sql = `CREATE TABLE t AS SELECT CASE WHEN i < 3 THEN NULL WHEN i < 7 THEN 'nan'::DOUBLE WHEN i < 9 THEN 'inf'::DOUBLE
    WHEN i < 10 THEN '-inf'::DOUBLE WHEN i < 18 THEN 0.0::DOUBLE WHEN i < 26 THEN '-0.0'::DOUBLE ELSE 2 END AS x FROM range(40) r(i)`
  const { column } = await profileIn(t, { source: 't', sql })
  const x = column('x') as NumberProfile
  assert.deepEqual(
    [x.missing, x.infinite, x.pooled, x.intervals, x.distinct.estimate],
    [
      7,
      3,
      0,
      [
        [0, 16],
        [2, 14],
      ],
      2,
    ],
  )
})

test('hidden columns tell how many values are missing and different, and no value', async (t) => {
  const csv = `id,name\n${rowsOf(50, (at) => `${at % 2},${at < 5 ? '' : 'Zoe'}`)}\n`
  const { column } = await profileIn(t, { files: { 'a.csv': csv }, hidden: ['id', 'name'], source: 'a.csv' })
  const counted = (estimate: number) => ({ estimate, error: 0, by: 'count' })
  assert.deepEqual(column('id'), { kind: 'hidden', name: 'id', type: 'integer', missing: 0, distinct: counted(2) })
  assert.deepEqual(column('name'), { kind: 'hidden', name: 'name', type: 'text', missing: 5, distinct: counted(1) })
})

test('text of many values has the sketch that JavaScript makes of them, and long ones are not listed', async (t) => {
  const long = 'x'.repeat(201)
  const sql = `CREATE TABLE t AS SELECT CASE WHEN i < 2000 THEN 'naïve ' || i WHEN i < 2030 THEN '${long}' ELSE 'often' END AS a
    FROM range(2100) r(i)`
  const { column } = await profileIn(t, { source: 't', sql })
  const a = column('a') as TextProfile
  assert.deepEqual([a.values, a.rest, a.unlisted_most, a.distinct.estimate], [[['often', 70]], 2030, 30, 2002])
  const texts = [...Array.from({ length: 2000 }, (_, at) => `naïve ${at}`), long, 'often']
  assert.deepEqual(registersOf(a.distinct), foldedLike(sketchTexts(texts), 128))
})

function foldedLike(registers: Uint8Array, size: number): Uint8Array {
  const by = registers.length / size
  return Uint8Array.from({ length: size }, (_, at) => Math.max(...registers.subarray(at * by, (at + 1) * by)))
}

const MANY = 300_000

test('columns of nearly unique numbers are streamed: the same rows and ranks as counting each value', async (t) => {
  // Multiples of an irrational number, without their whole part, are spread evenly; the rest has its own shape.
  const sql = `CREATE TABLE t AS SELECT (i * 0.6180339887498949) % 1 AS even, i AS id,
      CASE WHEN i % 100 = 0 THEN -9999 ELSE 1013 + 5 * sin(i) END AS sensor,
      CASE WHEN i % 4 = 0 THEN 0 WHEN i % 1000 = 1 THEN NULL ELSE exp(20 * cos(i)) * (i % 3 - 1.5) END AS spiked,
      CASE WHEN i % 50 = 0 THEN 'inf'::DOUBLE WHEN i % 50 = 1 THEN 'nan'::DOUBLE ELSE tan(i) END AS wild,
    FROM range(${MANY}) r(i)`
  const { column } = await profileIn(t, { source: 't', sql })
  const made = Array.from({ length: MANY }, (_, i) => i)
  const truth: Record<string, number[]> = {
    even: made.map((i) => (i * 0.6180339887498949) % 1),
    id: made,
    sensor: made.map((i) => (i % 100 === 0 ? -9999 : 1013 + 5 * Math.sin(i))),
    spiked: made
      .filter((i) => i % 1000 !== 1)
      .map((i) => (i % 4 === 0 ? 0 : Math.exp(20 * Math.cos(i)) * ((i % 3) - 1.5))),
    wild: made.filter((i) => i % 50 > 1).map(Math.tan),
  }
  for (const [name, values] of Object.entries(truth)) {
    const streamed = column(name) as NumberProfile
    assert.equal(streamed.distinct.by, 'sketch', name)
    const different = new Set(values).size
    assert.ok(Math.abs(streamed.distinct.estimate / different - 1) < 4 * streamed.distinct.error, name)
    assert.ok(streamed.rank_error < 0.01, `${name}: ${streamed.rank_error}`)
    const sorted = Float64Array.from(values).sort()
    const condensed = condensedOf(streamed)
    for (let k = 1; k < 50; k++) {
      const x = sorted[Math.floor((k * sorted.length) / 50)]!
      const { least, most } = rank(condensed, x)
      // DuckDB's sine and tangent may differ from those here in the last bit.
      const below = (y: number) => firstFrom(sorted, y) / sorted.length
      const slack = Math.abs(x) * 1e-9 + 1e-300
      assert.ok(least <= below(x + slack) + 1e-9 && below(x - slack) - 1e-9 <= most, `${name} at ${x}`)
    }
  }
  const [spiked, wild] = [column('spiked') as NumberProfile, column('wild') as NumberProfile]
  assert.equal(spiked.missing, MANY / 1000)
  assert.deepEqual([wild.missing, wild.infinite], [MANY / 50, MANY / 50])
  const zeros = truth.spiked!.filter((value) => value === 0).length
  assert.deepEqual(
    spiked.intervals.find((written) => written.length === 2 && written[0] === 0),
    [0, zeros],
  )
})

/** How many of the sorted numbers are less than `y`. */
function firstFrom(sorted: Float64Array, y: number): number {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if (sorted[middle]! < y) from = middle + 1
    else to = middle
  }
  return from
}

test('numbers that repeat are profiled alike whether DuckDB or JavaScript counts them', async (t) => {
  const sql = 'CREATE TABLE t AS SELECT (i * i) % 9973 / 7 AS x FROM range(300000) r(i)'
  const { column } = await profileIn(t, { source: 't', sql })
  const values = Array.from({ length: 300_000 }, (_, i) => ((i * i) % 9973) / 7)
  assert.deepEqual(column('x'), profileOf(values))
})

test('a column without a value, and one of a single row, are profiled', async (t) => {
  const { column, rows } = await profileIn(t, { files: { 'a.csv': 'a,b\n,7\n' }, source: 'a.csv' })
  assert.equal(rows, 1)
  assert.deepEqual([column('a').missing, column('a').distinct.estimate], [1, 0])
  const b = column('b') as NumberProfile
  assert.deepEqual([b.pooled, b.intervals, b.quantiles, b.histogram, b.rank_error], [1, [], {}, undefined, 1])
})

test('a source without rows is told', async (t) => {
  await assert.rejects(profileIn(t, { source: 't', sql: 'CREATE TABLE t (a INTEGER)' }), {
    name: 'UserError',
    message: 'Unexpected `t` without rows, expected one at least',
  })
})

test('3,000,000 flights are profiled, each column within its stated error', async () => {
  const folder = 'node_modules/vega-datasets/data'
  await using engine = await openEngine({ directory: folder, root: folder })
  const { columns, rows } = await profileSource(engine, 'flights-3m.parquet', new Set())
  assert.equal(rows, 3_000_000)
  const [date, delay, distance, origin] = columns as [NumberProfile, NumberProfile, NumberProfile, TextProfile]
  assert.deepEqual(
    [date, delay, distance, origin].map(({ distinct, missing }) => [distinct.estimate, missing]),
    [
      [213_834, 0],
      [867, 0],
      [1109, 0],
      [229, 0],
    ],
  )
  assert.ok([date, delay, distance].every(({ rank_error }) => rank_error < 0.01))
  assert.deepEqual([origin.values.length, origin.rest, origin.count_error], [228, 1, 0])
  const sql = "SELECT count(*) FROM 'node_modules/vega-datasets/data/flights-3m.parquet' WHERE delay <= 15"
  const [[late]] = (await engine.query(sql, 'flights')) as [[bigint]]
  assert.equal(rank(condensedOf(delay), 15).estimate, Number(late) / rows)
})
