import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ModelConfig } from '../core/config/schema.ts'
import { featureNames, withheldNames } from '../core/features.ts'

const NAMES = ['id', 'age', 'day', 'fare', 'note', 'late']
const data = {
  ...{ target: 'late', id: 'id', group: { time: 'day', every: 1 }, exclude: ['note'], sensitive: ['age', 'note'] },
} as unknown as ModelConfig['data']
const trained = (train: object) => ({ data, train: train as NonNullable<ModelConfig['train']> })

test('a model of a built-in trainer reads no sensitive column; a command may read them', () => {
  const builtin = trained({ builtin: 'linear' })
  assert.deepEqual(featureNames(builtin, NAMES), ['fare'])
  // What nobody reads is withheld from nobody.
  assert.deepEqual(withheldNames(builtin, NAMES), ['age'])
  for (const other of [trained({ run: 'python train.py' }), { data }]) {
    assert.deepEqual(featureNames(other, NAMES), ['age', 'fare'])
    assert.deepEqual(withheldNames(other, NAMES), [])
  }
})
