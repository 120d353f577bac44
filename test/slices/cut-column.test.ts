import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cutColumn } from '../../core/slices/cut-column.ts'
import { slicesBy } from '../../core/slices/slice.ts'
import { numbers, texts } from '../columns.ts'

test('cutColumn: text gives every value, in alphabetical order, missing last', () => {
  const { codes, labels } = cutColumn(texts(['b', undefined, 'a', 'b']))
  assert.deepEqual(labels, ['a', 'b', '(missing)'])
  assert.deepEqual(codes, Int32Array.of(1, 2, 0, 1))
})

test('cutColumn: levels without a row are no parts', () => {
  assert.deepEqual(cutColumn({ kind: 'text', levels: ['x', 'y'], codes: Int32Array.of(1) }).labels, ['y'])
})

test('cutColumn: booleans and few whole numbers give every value', () => {
  assert.deepEqual(cutColumn(numbers([1, 0, undefined], 'boolean')).labels, ['false', 'true', '(missing)'])
  assert.deepEqual(cutColumn(numbers([10, 9, -1, 9])).labels, ['-1', '9', '10'])
  assert.equal(cutColumn(numbers(Array.from({ length: 20 }, (_, i) => i))).labels.length, 20)
})

test('cutColumn: other numbers give five ranges with round borders', () => {
  const { labels } = cutColumn(
    numbers(
      Array.from({ length: 1000 }, (_, i) => i * 2.003),
      'float',
    ),
  )
  assert.deepEqual(labels, ['< 400', '[400, 800)', '[800, 1200)', '[1200, 1600)', '≥ 1600'])
  const many = cutColumn(numbers(Array.from({ length: 100 }, (_, i) => i * 1000)))
  assert.deepEqual(many.labels, ['< 20000', '[20000, 40000)', '[40000, 60000)', '[60000, 80000)', '≥ 80000'])
  const small = cutColumn(
    numbers(
      Array.from({ length: 100 }, (_, i) => i / 1e4),
      'float',
    ),
  )
  assert.deepEqual(small.labels, ['< 0.002', '[0.002, 0.004)', '[0.004, 0.006)', '[0.006, 0.008)', '≥ 0.008'])
})

test('cutColumn: times give ranges of times', () => {
  const days = numbers(
    Array.from({ length: 100 }, (_, day) => day * 86_400_000),
    'time',
  )
  assert.match(cutColumn(days).labels[0]!, /^< 1970-01-2/)
})

test('cutColumn: a constant is one part, and tied fifths are joined', () => {
  assert.deepEqual(cutColumn(numbers([2.5, 2.5], 'float')).labels, ['any'])
  const mostlyZero = [...Array.from({ length: 70 }, () => 0), ...Array.from({ length: 30 }, (_, i) => 1 + i / 7)]
  assert.deepEqual(cutColumn(numbers(mostlyZero, 'float')).labels.length, 2)
  assert.deepEqual(cutColumn(numbers([undefined], 'float')).labels, ['(missing)'])
})

test('slicesBy: every row is in just one slice, ascending, and no slice is empty', () => {
  const cell = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }), { nil: undefined })
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 200 }), fc.constantFrom('float', 'time'), (cells, type) => {
      const slices = slicesBy('x', numbers(cells, type as 'float'))
      assert.deepEqual(
        slices.flatMap(({ rows }) => [...rows]).sort((a, b) => a - b),
        cells.map((_, row) => row),
      )
      for (const { rows } of slices) {
        assert.ok(rows.length > 0)
        assert.deepEqual(rows, rows.toSorted())
      }
    }),
  )
})

test('slicesBy: a column that names rows is refused, and not judged row by row', () => {
  const names = texts(Array.from({ length: 1001 }, (_, row) => `user ${row}`))
  assert.throws(() => slicesBy('user', names), {
    name: 'UserError',
    message: /^Unexpected slices by `user`, which has 1,001 values, expected at most 1,000/,
  })
})
