import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csv, findingsBy, findingsOf } from './checked.ts'

const rows = csv('id,name,n,share,at,end,flag,y', 40, (at) => [
  at,
  at % 2 === 0 ? 'A' : 'B',
  at,
  (at / 40).toFixed(4),
  `2026-11-${String((at % 20) + 1).padStart(2, '0')}`,
  `2026-11-${String((at % 20) + 1).padStart(2, '0')}T12:00`,
  at % 2 === 0,
  at % 3 === 0 ? 1 : 0,
])

const fail = (column: string | null, count: number, row_numbers: readonly number[]) => [
  { source: 'train', column, outcome: 'fail', rows: count, row_numbers },
]

/** A contract of one column. */
const of = (name: string, rules: string) => `{ columns: { ${name}: { ${rules} } } }`

const RULES: readonly (readonly [
  check: Parameters<typeof findingsBy>[1],
  keeps: string,
  breaks: string,
  found: unknown,
])[] = [
  ['type', of('n', 'type: integer'), of('n', 'type: text'), fail('n', 40, [])],
  ['type', of('n', 'type: float'), of('share', 'type: integer'), fail('share', 40, [])],
  ['columns', of('n', 'type: integer'), of('m', 'type: integer'), fail('m', 40, [])],
  [
    'range',
    of('n', 'type: integer, min: 0, max: 39'),
    of('n', 'type: integer, min: 1, max: 37'),
    fail('n', 3, [1, 39, 40]),
  ],
  ['range', of('share', 'type: float, max: 0.975'), of('share', 'type: float, max: 0.95'), fail('share', 1, [40])],
  [
    'range',
    of('at', 'type: time, min: 2026-11-01, max: 2026-11-20'),
    of('end', 'type: time, max: 2026-11-20T11:59'),
    fail('end', 2, [20, 40]),
  ],
  [
    'values',
    of('name', 'type: text, values: [A, B]'),
    of('name', 'type: text, values: [A, C]'),
    fail('name', 20, [2, 4, 6]),
  ],
  ['values', of('y', 'type: integer, values: [0, 1]'), of('y', 'type: integer, values: [0]'), fail('y', 14, [1, 4, 7])],
  [
    'values',
    of('flag', 'type: boolean, values: [true, false]'),
    of('flag', 'type: boolean, values: [true]'),
    fail('flag', 20, [2, 4, 6]),
  ],
  [
    'unique',
    of('id', 'type: integer, unique: true'),
    of('name', 'type: text, unique: true'),
    fail('name', 38, [3, 4, 5]),
  ],
  ['freshness', of('at', 'type: time, max_age: 1d'), of('at', 'type: time, max_age: 20h'), fail('at', 40, [])],
  ['rows', '{ rows: { train: { min: 40, max: 40 } } }', '{ rows: { train: { min: 41 } } }', fail(null, 40, [])],
  ['rows', '{ rows: { test: { min: 400 } } }', '{ rows: { train: { max: 39 } } }', fail(null, 40, [])],
  [
    'relation',
    '{ columns: { at: { type: time }, end: { type: time } }, relations: ["end >= at"] }',
    '{ columns: { at: { type: time }, end: { type: time } }, relations: ["end <= at"] }',
    fail(null, 40, [1, 2, 3]),
  ],
  [
    'relation',
    '{ columns: { n: { type: integer } }, relations: ["n < 40", "n != -1"] }',
    '{ columns: { n: { type: integer } }, relations: ["n < 38"] }',
    fail(null, 2, [39, 40]),
  ],
]

for (const [at, [check, keeps, breaks, found]] of RULES.entries()) {
  test(`${check}: rule ${at + 1} passes what it allows and fails what it forbids, with rows`, async (t) => {
    assert.deepEqual(await findingsBy(t, check, { train: rows, contract: keeps, now: '2026-11-21' }), [])
    assert.deepEqual(await findingsBy(t, check, { train: rows, contract: breaks, now: '2026-11-21' }), found)
  })
}

test('missing: a share within what is allowed passes, NaN counts, and relations say nothing of missing values', async (t) => {
  const train = csv('a,b,y', 50, (at) => [at % 10 === 0 ? '' : at, at % 25 === 0 ? 'nan' : 0.5, at % 2])
  const contract = (share: number) =>
    `{ columns: { a: { type: integer, missing: ${share} }, b: { type: float, missing: ${share} } }, relations: ["a > b"] }`
  const found = (share: number) => findingsBy(t, 'missing', { train, contract: contract(share) })
  assert.deepEqual(await found(0.1), [])
  assert.deepEqual(await found(0.05), fail('a', 5, [1, 11, 21]))
  assert.deepEqual(await found(0), [...fail('a', 5, [1, 11, 21]), ...fail('b', 2, [1, 26])])
  assert.deepEqual(await findingsBy(t, 'relation', { train, contract: contract(0.1) }), [])
})

test('a column that is missing is told once, with the nearest name, and its other rules are left out', async (t) => {
  const contract =
    '{ columns: { nam: { type: text, values: [A], missing: 0, unique: true }, n: { type: integer } }, relations: ["nam != nam"], checks: { undeclared_columns: off } }'
  const found = await findingsOf(t, { train: rows, contract })
  assert.deepEqual(
    found.filter(({ outcome }) => outcome !== 'pass').map(({ because, check }) => [check, because]),
    [['columns', 'the column is missing, did you mean `name`? Known: id, name, n, share, at, end, flag, y']],
  )
})

test('undeclared_columns: a column that the contract does not name warns', async (t) => {
  const contract = of('n', 'type: integer')
  const found = await findingsBy(t, 'undeclared_columns', { train: rows, contract })
  assert.deepEqual(
    found?.map(({ column }) => column),
    ['id', 'name', 'share', 'at', 'end', 'flag', 'y'],
  )
})

test('a column without a value is of any type', async (t) => {
  const train = csv('a,y', 40, (at) => ['', at % 2])
  assert.deepEqual(
    await findingsBy(t, 'type', { train, contract: of('a', 'type: time, max_age: 1d, min: 2026-01-01') }),
    [],
  )
})

test('names and values that look like SQL are names and values', async (t) => {
  const name = `a' OR 1=1; --`
  const train = csv(`"${name}",y`, 40, (at) => [`"it's"`, at % 2])
  const contract = `{ columns: { "${name}": { type: text, values: ["it's"], unique: false }, y: { type: integer } } }`
  const found = await findingsOf(t, { train, contract })
  assert.deepEqual(
    found.filter(({ outcome }) => outcome === 'fail'),
    [],
  )
})

test('a thousand columns are checked', async (t) => {
  const names = Array.from({ length: 1000 }, (_, at) => `c${at}`)
  const train = csv([...names, 'y'].join(','), 60, (at) => [
    ...names.map((_, column) => (at * 7 + column) % 50),
    at % 2,
  ])
  const columns = names.map((name) => `${name}: { type: integer, min: 0, max: 49 }`)
  const found = await findingsOf(t, { train, contract: `{ columns: { ${columns.join(', ')}, y: { type: integer } } }` })
  assert.equal(found.find(({ check }) => check === 'range')?.outcome, 'pass')
})
