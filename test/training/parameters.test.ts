import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as z from 'zod'
import { readParameters } from '../../core/training/parameters.ts'

const schema = z.strictObject({ rounds: z.int().min(1).default(100), l2: z.number().min(0).default(0) })

test('readParameters: fills defaults in', () => {
  assert.deepEqual(readParameters(schema, { l2: 1 }, 'linear'), { rounds: 100, l2: 1 })
})

test('readParameters: an unknown name is answered with the nearest known one', () => {
  assert.throws(() => readParameters(schema, { round: 5 }, 'linear'), {
    name: 'UserError',
    message:
      'Unexpected parameter `round` in train.params of the built-in trainer linear, did you mean `rounds`? Known: rounds, l2',
  })
})

test('readParameters: a value out of range is shown with its name', () => {
  assert.throws(
    () => readParameters(schema, { rounds: 0 }, 'linear'),
    /of the built-in trainer linear:\n.*\n.*at rounds/,
  )
})
