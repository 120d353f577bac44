import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { csvHeader, repeatedName } from '../../core/data/csv-header.ts'

test('csvHeader: the example of its docstring', () => {
  assert.deepEqual(csvHeader('id;"a, b"\n1;2').names, ['id', 'a, b'])
})

test('csvHeader: reads what is written, whatever the names and the delimiter', () => {
  const names = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 6 })
  fc.assert(
    fc.property(names, fc.constantFrom(',', ';', '\t', '|'), (written, delimiter) => {
      const header = written.map((name) => `"${name.replaceAll('"', '""')}"`).join(delimiter)
      assert.deepEqual(csvHeader(`${header}\r\n1`), { delimiter, names: written })
    }),
  )
})

test('csvHeader: a header without a line break, and a delimiter that is given', () => {
  assert.deepEqual(csvHeader('a,b').names, ['a', 'b'])
  assert.deepEqual(csvHeader('a,b\tc\n', '\t').names, ['a,b', 'c'])
})

test('repeatedName: the example of its docstring', () => {
  assert.equal(repeatedName(['id', 'score', 'ID']), 'ID')
  assert.equal(repeatedName(['id', ' id']), ' id')
  assert.equal(repeatedName(['id', 'score', '', '']), undefined)
})
