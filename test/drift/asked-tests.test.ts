import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedTests } from '../../core/drift/asked-tests.ts'
import { DRIFT_METHODS } from '../../core/drift/methods.ts'
import { numbers, texts } from '../columns.ts'

test('askedTests: each method has an answer for numbers, and an answer or a reason for text', () => {
  const ofNumbers = {
    reference: numbers([1.5, 2.5, 3.5, 9], 'float'),
    current: numbers([2, 3, 4.5, undefined], 'float'),
  }
  assert.deepEqual(
    askedTests(DRIFT_METHODS, ofNumbers).map(({ method }) => method),
    [...DRIFT_METHODS],
  )
  const ofText = { reference: texts(['a', 'b', 'b']), current: texts(['b', 'c', undefined]) }
  for (const { reason, statistic } of askedTests(DRIFT_METHODS, ofText))
    assert.ok(statistic !== null || reason !== undefined)
})

test('askedTests: none where a side has no value, or the types differ', () => {
  const some = numbers([1.5, 2], 'float')
  assert.deepEqual(askedTests(['ks'], { reference: some, current: numbers([undefined, Infinity], 'float') }), [])
  assert.deepEqual(askedTests(['ks'], { reference: some, current: texts(['a']) }), [])
  assert.deepEqual(askedTests(['tvd'], { reference: texts([undefined]), current: texts(['a']) }), [])
})
