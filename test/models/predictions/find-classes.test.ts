import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findClasses, sortClasses } from '../../../core/models/predictions/find-classes.ts'
import { table } from '../fixture.ts'

test('findClasses: the score columns say them, else labels and predictions', () => {
  assert.deepEqual(findClasses(table({ label: ['a'], score_b: [1], score_a: [0], score_c: [0] }), 'p'), ['a', 'b', 'c'])
  assert.deepEqual(findClasses(table({ label: ['b', null], prediction: ['a', 'c'] }), 'p'), ['a', 'b', 'c'])
  assert.deepEqual(findClasses(table({ label: [10, 9], score: [0, 1] }), 'p'), ['9', '10'])
})

test('sortClasses: numbers by size, text by code unit', () => {
  assert.deepEqual(sortClasses(['10', '-1', '9.5']), ['-1', '9.5', '10'])
  assert.deepEqual(sortClasses(['b', '10', 'B', '9']), ['10', '9', 'B', 'b'])
})
