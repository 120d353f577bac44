import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column } from '../../core/data/table.ts'
import { checkTrainingData } from '../../core/training/features.ts'
import { binary, numbers, texts } from './columns.ts'

function check(columns: Record<string, Column>, labels = [0, 1], weights?: number[]): void {
  checkTrainingData(binary(columns, labels, weights))
}

const x = numbers([1, 2])

test('checkTrainingData: a time is refused, and the message says what to derive from it', () => {
  assert.throws(() => check({ x, departed: numbers([0, 1], 'time') }), {
    name: 'UserError',
    message: /time `departed` among the features.*derive hour, weekday.*in data.prepare, or exclude it/,
  })
})

test('checkTrainingData: names that the model uses itself are refused', () => {
  assert.throws(() => check({ probabilities: x }), /feature `probabilities`.*rename/)
  assert.throws(() => check({ 'contender:sums': x }), /rename/)
  check({ prediction: x })
})

test('checkTrainingData: a target of one value is refused, rows of weight 0 aside', () => {
  assert.throws(() => check({ x }, [1, 1]), /target: it is `yes` in every row/)
  assert.throws(() => check({ x }, [1, 0], [1, 0]), /target: it is `yes`/)
  assert.throws(() => check({ x }, [1, 0], [0, 0]), /weight 0/)
})

test('checkTrainingData: no features, no rows and no values are refused', () => {
  assert.throws(() => check({}), /No feature is left/)
  assert.throws(() => check({ x: numbers([]) }, []), /no rows/)
  assert.throws(
    () => check({ x: numbers([Number.NaN, Number.NaN]), y: texts([undefined, '']) }),
    /missing in every row/,
  )
})
