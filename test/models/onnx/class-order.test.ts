import assert from 'node:assert/strict'
import { test } from 'node:test'
import { UserError } from '../../../core/errors.ts'
import { classOrder } from '../../../core/models/onnx/class-order.ts'
import { readHints } from '../../../core/models/onnx/hints.ts'
import { modelBytes } from '../fixture.ts'

const hints = { metadata: new Map(), classLabels: [], texts: [] }

test('readHints: finds the class names that scikit-learn, LightGBM and XGBoost leave in a file', () => {
  assert.deepEqual(readHints(modelBytes('sklearn-iris')).classLabels, [['setosa', 'versicolor', 'virginica']])
  assert.deepEqual(readHints(modelBytes('lightgbm')).classLabels, [['0', '1']])
  assert.deepEqual(readHints(modelBytes('sklearn-mlp')).texts, [['setosa', 'versicolor', 'virginica']])
})

test('classOrder: is ours where the file says nothing, or numbers its classes from 0', () => {
  assert.deepEqual(classOrder(hints, ['b', 'a'], 'm'), [0, 1])
  assert.deepEqual(classOrder({ ...hints, classLabels: [['0', '1']] }, ['b', 'a'], 'm'), [0, 1])
  assert.deepEqual(classOrder({ ...hints, classLabels: [['0', '1']] }, ['1', '2'], 'm'), [0, 1])
  assert.deepEqual(classOrder({ ...hints, classLabels: [['0', '1']] }, ['1', '0'], 'm'), [1, 0])
})

test('classOrder: lists of text count only where they are our classes and agree', () => {
  const texts = [
    ['x', 'y', 'z'],
    ['a', 'b'],
  ]
  assert.deepEqual(classOrder({ ...hints, texts }, ['b', 'a'], 'm'), [1, 0])
  assert.deepEqual(classOrder({ ...hints, texts: [...texts, ['b', 'a']] }, ['b', 'a'], 'm'), [0, 1])
})

test('classOrder: other names than ours are refused', () => {
  assert.throws(() => classOrder({ ...hints, classLabels: [['a', 'b']] }, ['no', 'yes'], 'm'), UserError)
})
