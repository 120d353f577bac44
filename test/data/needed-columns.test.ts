import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayLacking } from '../../core/data/needed-columns.ts'

const saidOf = (files: Readonly<Record<string, readonly string[]>>, needed: readonly string[]) =>
  Object.fromEntries(sayLacking(new Map(Object.entries(files)), needed, '*.csv'))

test('sayLacking: the example of its docstring', () => {
  assert.deepEqual(saidOf({ '1.csv': ['id', 'a'], '2.csv': ['id', 'b'] }, ['a']), {
    '2.csv':
      'Missing column `a` in `2.csv`, which other files of `*.csv` have: it has `b`, which none of these has; rename it to `a` if it is the same',
  })
})

test('sayLacking: of several columns each is named, and without a new one there is none to rename', () => {
  const whole = ['id', 'a', 'b']
  assert.deepEqual(saidOf({ '1.csv': whole, '2.csv': ['id', 'c', 'd'], '3.csv': ['id'] }, ['a', 'b']), {
    '2.csv':
      'Missing columns `a`, `b` in `2.csv`, which other files of `*.csv` have: it has `c`, `d`, which none of these has; rename those that are the same',
    '3.csv': 'Missing columns `a`, `b` in `3.csv`, which other files of `*.csv` have: write them there too',
  })
})

test('sayLacking: what no file has, or nothing needs, is no fault of one', () => {
  assert.deepEqual(saidOf({ '1.csv': ['id', 'x'], '2.csv': ['id'] }, ['id', 'a']), {})
})
