import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { rowsWithKnownLabels } from '../../../actions/drift/known-labels.ts'
import { labelRows } from '../../../actions/drift/label-rows.ts'
import { onceById } from '../../../actions/drift/once-by-id.ts'
import { type Rows, rowsOf } from '../../../actions/drift/rows.ts'
import { type Engine, openEngine } from '../../../core/data/engine.ts'
import type { NumberColumn } from '../../../core/data/table.ts'
import { folderWith, writeFiles } from '../../folder.ts'
import { csv } from './production-logs.ts'

const RULE = { task: 'binary-classification', known: undefined } as const
const NAMES = { id: 'id', time: 'at', answers: [['score', 'score']] as const, rule: RULE }

/** A row of a log; undefined is no value. */
interface Logged {
  readonly id: number | undefined
  readonly at: number
  readonly x: number
  readonly score: number | undefined
}

const lines = (rows: readonly Logged[]) =>
  // The first line says what the columns hold.
  csv(
    rows.map(({ at, ...row }) => ({ ...row, at: `2026-01-15 00:00:0${at}` })),
    ['id', 'at', 'x', 'score'],
  )

async function open(t: TestContext, files: Record<string, string>) {
  const folder = await folderWith(t, files)
  const engine = await openEngine({ directory: folder, root: folder })
  t.after(() => engine.close())
  return { engine, folder }
}

async function shown(engine: Engine, { relation }: Rows): Promise<string[]> {
  const rows = await engine.query(`SELECT id, second("at"), x, score FROM ${relation}`, 'logs')
  return rows.map((row) => row.map((value) => (value === null ? '' : Number(value))).join(' ')).sort()
}

const row = (id: number | undefined, at: number, x: number): Logged => ({ id, at, x, score: 0.5 })
const failed = (id: number, at: number, x: number): Logged => ({ ...row(id, at, x), score: undefined })

test('onceById: a file that was delivered twice counts once, and it is told', async (t) => {
  const file = lines([row(1, 1, 7), row(2, 2, 8), row(undefined, 3, 9)])
  const { engine } = await open(t, { 'a.csv': file, 'b.csv': file })
  const logs = await rowsOf(engine, '*.csv')
  const { quality, requests, rows } = await onceById(engine, logs, NAMES)
  // Nothing tells whether a row without an id was there before.
  const expected = ['1 1 7 0.5', '2 2 8 0.5', ' 3 9 0.5', ' 3 9 0.5'].sort()
  assert.deepEqual(await shown(engine, rows), expected)
  assert.deepEqual(await shown(engine, requests), expected)
  assert.deepEqual(
    quality.map(({ because }) => because),
    [
      '2 rows of *.csv are there again, the same in every column, and are not counted again: was a file delivered twice?',
    ],
  )
})

test('onceById: of an id that was asked again the first answer counts, and each request took its time', async (t) => {
  const { engine } = await open(t, {
    'logs.csv': lines([row(1, 3, 7), row(1, 2, 6), failed(1, 1, 5), failed(2, 4, 8), row(3, 4, 8)]),
  })
  const { quality, requests, rows } = await onceById(engine, await rowsOf(engine, 'logs.csv'), NAMES)
  assert.deepEqual(await shown(engine, rows), ['1 2 6 0.5', '2 4 8 ', '3 4 8 0.5'])
  assert.equal(requests.count, 5)
  assert.match(
    quality[0]!.because,
    /^2 rows of logs\.csv have an id .* do not count: the first row with an answer does$/,
  )
})

test('onceById: rows without a column of ids, or in which no id repeats, are left as they are', async (t) => {
  const { engine } = await open(t, {
    'logs.csv': lines([row(1, 1, 7), row(2, 1, 7), row(undefined, 1, 7), row(undefined, 1, 7)]),
  })
  const logs = await rowsOf(engine, 'logs.csv')
  for (const id of ['id', undefined]) {
    const found = await onceById(engine, logs, { ...NAMES, id })
    assert.equal(found.rows, logs)
    assert.equal(found.requests, logs)
    assert.deepEqual(found.quality, [])
  }
})

test('onceById: rows are read in the same order each time, whether they have ids or not', async (t) => {
  const file = lines([row(2, 2, 1), row(1, 2, 2), row(undefined, 2, 4), row(undefined, 2, 3), row(3, 1, 5)])
  const { engine } = await open(t, { 'a.csv': file, 'b.csv': file })
  const { rows } = await onceById(engine, await rowsOf(engine, '*.csv'), NAMES)
  const { columns } = await rows.read(['x'])
  assert.deepEqual([...(columns.get('x') as NumberColumn).values], [5, 2, 1, 3, 3, 4, 4])
})

test('labelRows: labelled rows are read in the order of their ids', async (t) => {
  const { engine } = await open(t, {
    'logs.csv': lines([row(2, 1, 7), row(10, 1, 8), row(1, 1, 9)]),
    'labels.csv': 'id,y\n10,1\n1,0\n2,1\n',
  })
  const names = { id: 'id', labelsId: 'id', label: 'y', rule: RULE }
  const { rows } = await labelRows(engine, await rowsOf(engine, 'logs.csv'), await rowsOf(engine, 'labels.csv'), names)
  const { columns } = await rows.read(['x', 'label'])
  assert.deepEqual(
    [...columns.values()].map((column) => [...(column as NumberColumn).values]),
    [
      [9, 7, 8],
      [0, 1, 1],
    ],
  )
})

test('onceById: each version that answered a request counts, and what says none only where no version does', async (t) => {
  const logged = [
    '1,1,5,0.9,v1',
    '1,1,5,0.2,v2',
    '1,2,5,0.1,v2',
    '2,1,5,,',
    '2,2,5,0.3,v1',
    '3,1,5,,',
    '3,2,5,,',
    '4,1,5,0.4,v2',
  ].map((line) => line.replace(/,(\d),/, ',2026-01-15 00:00:0$1,'))
  const { engine } = await open(t, { 'logs.csv': `id,at,x,score,version\n${logged.join('\n')}\n` })
  const logs = await rowsOf(engine, 'logs.csv')
  const { quality, rows } = await onceById(engine, logs, { ...NAMES, version: 'version' })
  assert.deepEqual(await shown(engine, rows), ['1 1 5 0.2', '1 1 5 0.9', '2 2 5 0.3', '3 1 5 ', '4 1 5 0.4'])
  assert.match(quality[0]!.because, /^3 rows of logs\.csv have an id/)
})

const few = (most: number) => fc.integer({ min: 1, max: most })
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const label = maybe(fc.constantFrom('0', '1', 'unknown'))
const logged = fc.record({
  id: maybe(few(5)),
  at: few(3),
  x: maybe(few(2)),
  score: maybe(fc.constantFrom(0.25, 0.5)),
  y: label,
})
type Drawn = typeof logged extends fc.Arbitrary<infer T> ? T : never

/** Which rows count by the rule, said in the plainest way. */
function counting(rows: readonly Drawn[]): Drawn[] {
  const rank = ({ at, score, x }: Drawn) => [score === undefined ? 1 : 0, at, score ?? 1, x ?? 9]
  const before = (a: Drawn, b: Drawn) => {
    const at = rank(a).findIndex((value, i) => value !== rank(b)[i])
    return at !== -1 && rank(a)[at]! < rank(b)[at]!
  }
  return rows.filter((one, at) => {
    if (one.id === undefined) return true
    const same = rows.map((row, at) => ({ row, at })).filter(({ row }) => row.id === one.id)
    return same.every(({ row, at: other }) => other === at || before(one, row) || (!before(row, one) && at < other))
  })
}

/** The label that these say, if they say one. */
function sure(labels: readonly (string | undefined)[]): string | undefined {
  const own = new Set(labels.filter((one) => one === '0' || one === '1'))
  return own.size === 1 ? [...own][0] : undefined
}

const text = ({ at, id, score, x }: Omit<Drawn, 'y'>) => [id ?? '', at, x ?? '', score ?? ''].join(' ')
const RANGE = { from: Date.UTC(2026, 0, 15), to: Date.UTC(2026, 0, 16) }

test('onceById: an id counts once by the rule, and training learns from the very rows and labels that a window is judged by', async (t) => {
  const folder = await folderWith(t, {})
  const labels = fc.array(fc.record({ id: few(6), y: label }), { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(logged, { minLength: 1, maxLength: 12 }),
      maybe(labels),
      fc.boolean(),
      async (some, known, asFloats) => {
        // Columns of CSV without a value would be text.
        const rows: Drawn[] = [...some, { id: 9, at: 1, x: 1, score: 0.5, y: '1' }]
        const files = [...(known ?? []), { id: 9, y: '1' }]
        await writeFiles(folder, {
          'logs.csv': csv(
            rows.map(({ at, ...row }) => ({ ...row, at: `2026-01-15 00:00:0${at}` })),
            ['id', 'at', 'x', 'score', ...(known ? [] : ['y'])],
          ),
          'labels.csv': csv(files.map(({ id, y }) => ({ id: asFloats ? `${id}.0` : id, y }))),
          'like.csv': 'y,id,at,x,score\n1,1,2026-01-01 00:00:00,1,0.5\n',
        })
        await using engine = await openEngine({
          directory: folder,
          root: folder,
          rows: {
            windows: { train: RANGE, test: RANGE },
            found: undefined,
            named: { train: undefined, test: 'like.csv' },
            ...{ time: undefined, id: 'id', target: 'y', task: RULE.task, classes: undefined, optional: [] },
            logs: { files: 'logs.csv', time: 'at', id: 'id' },
            labels: known && { files: 'labels.csv', id: 'id', availableAfter: 0, column: 'y' },
          },
        })
        const logs = await rowsOf(engine, 'logs.csv')
        const own = logs.columns.find(({ name }) => name === 'y')
        const found = await onceById(engine, logs, { ...NAMES, labels: own && { label: own, rule: RULE } })
        // What says a label and nothing else is no request.
        const asked = rows.filter(({ id, score, x, y }) => {
          return known || id === undefined || y === undefined || x !== undefined || score !== undefined
        })
        const expected = counting(asked)
        assert.deepEqual(await shown(engine, found.rows), expected.map(text).sort())
        const whole = (one: Drawn) => `${text(one)} ${known ? '' : one.y}`
        const distinct = new Set(asked.filter(({ id }) => id !== undefined).map(whole)).size
        assert.equal(found.requests.count, distinct + asked.filter(({ id }) => id === undefined).length)
        assert.equal(
          found.quality.some(({ check }) => check === 'duplicate'),
          found.rows.count < asked.length,
        )
        const names = { id: 'id', labelsId: 'id', label: 'y', rule: RULE }
        const joined = await labelRows(engine, found.rows, known && (await rowsOf(engine, 'labels.csv')), names)
        const judged = await rowsWithKnownLabels(engine, joined.rows, { ...RULE, place: 'labels', sensitive: false })
        const all = async (relation: string, label: string) =>
          (await engine.query(`SELECT id, second("at"), x, score, ${label}::VARCHAR FROM ${relation}`, 'rows'))
            .map((row) => row.map((value) => (value === null ? '' : Number(value))).join(' '))
            .sort()
        const trained = await all((await engine.queryable('contender_train')).relation, 'y')
        assert.deepEqual(await all(judged.rows.relation, 'label'), trained)
        const said = expected.flatMap((one) => {
          const of = known ? files : rows
          const y =
            one.id === undefined
              ? sure(known ? [] : [one.y])
              : sure(of.filter(({ id }) => id === one.id).map(({ y }) => y))
          return y === undefined ? [] : [`${text(one)} ${y}`]
        })
        assert.deepEqual(trained, said.sort())
        const told = [...found.quality, ...joined.quality, ...judged.quality].filter(({ check }) => check === 'labels')
        if (told.length > 0) assert.ok(said.length < expected.length)
      },
    ),
    { numRuns: 40 },
  )
})
