import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseNames } from '../../../core/models/onnx/parse-names.ts'

test('parseNames: reads JSON, what Python prints, and names with commas between', () => {
  for (const text of ['["a", "b c"]', `['a', "b c"]`, ' a , b c']) assert.deepEqual(parseNames(text), ['a', 'b c'])
  assert.deepEqual(parseNames('["a,b"]'), ['a,b'])
})
