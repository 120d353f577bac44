import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joinTables } from '../../core/data/join-tables.ts'
import { type Table, textAt } from '../../core/data/table.ts'

const batch = (numbers: number[], codes: number[], levels: string[]): Table => ({
  rows: numbers.length,
  columns: new Map([
    ['n', { kind: 'number', type: 'float', values: Float64Array.from(numbers) }],
    ['t', { kind: 'text', codes: Int32Array.from(codes), levels }],
  ]),
})

test('joinTables: rows in order, text of levels that each batch has for itself', () => {
  const joined = joinTables([batch([1, 2], [0, 1], ['a', 'b']), batch([], [], ['z']), batch([3, 4], [-1, 0], ['b'])])
  assert.equal(joined.rows, 4)
  const [n, t] = [joined.columns.get('n')!, joined.columns.get('t')!]
  assert.deepEqual(
    [0, 1, 2, 3].map((row) => [textAt(n, row), textAt(t, row)]),
    [
      ['1', 'a'],
      ['2', 'b'],
      ['3', ''],
      ['4', 'b'],
    ],
  )
  assert.deepEqual(t.kind === 'text' && t.levels, ['a', 'b'])
  assert.equal(joinTables([]).rows, 0)
})
