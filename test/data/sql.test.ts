import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kindOf } from '../../core/data/column-type.ts'
import { quoteList, quoteName, quoteStruct, quoteText } from '../../core/data/sql.ts'

test('quotes are doubled, as the docstrings show', () => {
  assert.equal(quoteName('a "b"'), '"a ""b"""')
  assert.equal(quoteText("it's"), "'it''s'")
  assert.equal(quoteList(['a', 'b']), "['a', 'b']")
  assert.equal(quoteStruct([['a', 'VARCHAR']]), "{'a': 'VARCHAR'}")
})

test('kindOf: a list is not what it is a list of', () => {
  assert.equal(kindOf('DECIMAL(18,3)'), 'float')
  assert.equal(kindOf('DECIMAL(18,3)[]'), undefined)
  assert.equal(kindOf("ENUM('a', 'b')"), 'text')
  assert.equal(kindOf("ENUM('a')[]"), undefined)
  assert.equal(kindOf('STRUCT("x" BIGINT)'), undefined)
  assert.equal(kindOf('TIMESTAMP WITH TIME ZONE'), 'time')
})
