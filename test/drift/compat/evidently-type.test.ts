import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evidentlyType } from '../../../core/drift/compat/evidently-type.ts'
import { numbers, texts } from '../../columns.ts'

const to = (size: number) => Array.from({ length: size }, (_, k) => k)

test('evidentlyType: whole numbers of up to ten values are categories, others and all floats numbers', () => {
  assert.equal(evidentlyType(numbers(to(10))), 'categorical')
  assert.equal(evidentlyType(numbers(to(11))), 'numerical')
  assert.equal(evidentlyType(numbers([0, 1, 0], 'float')), 'numerical')
})

test('evidentlyType: a missing value makes whole numbers floats, and booleans nothing that it knows', () => {
  assert.equal(evidentlyType(numbers([0, 1, undefined])), 'numerical')
  assert.equal(evidentlyType(numbers([0, 1, 0], 'boolean')), 'categorical')
  assert.equal(evidentlyType(numbers([0, 1, undefined], 'boolean')), 'unknown')
})

test('evidentlyType: text is free where more than half of its cells differ', () => {
  assert.equal(evidentlyType(texts(['a', 'a', 'b', 'b'])), 'categorical')
  assert.equal(evidentlyType(texts(['a', 'a', 'b', undefined])), 'text')
  assert.equal(evidentlyType(texts([undefined])), 'unknown')
})

test('evidentlyType: times are not compared', () => {
  assert.equal(evidentlyType(numbers([0, 1], 'time')), 'datetime')
})
