import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column } from '../../core/data/table.ts'
import { readPairs } from '../../core/expectations/read-pairs.ts'

function text(cells: readonly string[]): Column {
  const levels = [...new Set(cells)].filter((cell) => cell !== '')
  return { kind: 'text', codes: Int32Array.from(cells, (cell) => levels.indexOf(cell)), levels }
}

const read = (rows: readonly (readonly [string, string])[], task: Parameters<typeof readPairs>[1] = 'regression') => {
  const columns = new Map([
    ['pair', text(rows.map(([pair]) => pair))],
    ['expect', text(rows.map(([, expect]) => expect))],
  ])
  return readPairs({ rows: rows.length, columns }, task, 't.csv')
}

test('readPairs: two rows of one name are a pair, wherever they stand', () => {
  assert.deepEqual(
    read([
      ['a', 'increase'],
      ['b', 'invariant'],
      ['b', 'invariant'],
      ['a', 'increase'],
    ]),
    [
      { pair: 'a', expect: 'increase', first: 0, second: 3 },
      { pair: 'b', expect: 'invariant', first: 1, second: 2 },
    ],
  )
})

test('readPairs: what is wrong is one sentence with file and row', () => {
  for (const [rows, message] of [
    [
      [['a', 'increase']],
      'Unexpected pair `a` with 1 row in t.csv, row 1, expected two: the row before and the row after',
    ],
    [
      [
        ['a', 'increase'],
        ['a', 'increase'],
        ['a', 'increase'],
      ],
      'Unexpected pair `a` with 3 rows in t.csv, row 3, expected two: the row before and the row after',
    ],
    [
      [
        ['a', 'incrase'],
        ['a', 'increase'],
      ],
      'Unknown expectation `incrase` in t.csv, row 1, did you mean `increase`? Known: invariant, increase, decrease',
    ],
    [
      [
        ['a', 'increase'],
        ['a', ''],
      ],
      'Unknown expectation `` in t.csv, row 2, expected one of invariant, increase, decrease',
    ],
    [
      [
        ['a', 'increase'],
        ['a', 'decrease'],
      ],
      'Unexpected `decrease` in t.csv, row 2, expected `increase` as in row 1 of pair `a`',
    ],
    [[['', 'increase']], 'Missing `pair` in t.csv, row 1, expected the name that both rows of a pair have'],
  ] as const)
    assert.throws(() => read(rows), { name: 'UserError', message })
  assert.throws(
    () =>
      read(
        [
          ['a', 'increase'],
          ['a', 'increase'],
        ],
        'multiclass-classification',
      ),
    /expected invariant/,
  )
})
