import assert from 'node:assert/strict'
import { test } from 'node:test'
import { marginInUnits, marginRule } from '../../core/comparison/margin.ts'
import { detectableLoss, rowsNeeded } from '../../core/comparison/rows-needed.ts'
import { verdictOf } from '../../core/comparison/verdict.ts'
import { close } from '../close.ts'

test('verdictOf: better, equivalent, worse and undecided, with their borders', () => {
  assert.equal(verdictOf([0.001, 1], 0.005), 'better')
  assert.equal(verdictOf([0, 1], 0.005), 'equivalent')
  assert.equal(verdictOf([-0.005, 0.1], 0.005), 'equivalent')
  assert.equal(verdictOf([-0.0051, 0.1], 0.005), 'undecided')
  assert.equal(verdictOf([-0.2, -0.005], 0.005), 'undecided')
  assert.equal(verdictOf([-0.2, -0.0051], 0.005), 'worse')
  assert.equal(verdictOf([-0.2, -0.0051], 0), 'worse')
})

test('marginInUnits: a relative margin is a share of the size of the baseline’s value', () => {
  assert.equal(marginInUnits({ kind: 'absolute', value: 0.005 }, 0.7), 0.005)
  assert.equal(marginInUnits({ kind: 'relative', value: 0.01 }, -0.5), 0.005)
})

test('marginRule: a margin as it was declared', () => {
  assert.equal(marginRule({ kind: 'absolute', value: 0.005 }), '0.005')
  assert.equal(marginRule({ kind: 'relative', value: 0.01 }), '1%')
  assert.equal(marginRule({ kind: 'relative', value: 0.07 }), '7%')
})

test('rowsNeeded: grows with the square of se over margin', () => {
  assert.equal(rowsNeeded({ rows: 1000, sampling: 0.002 ** 2, seeds: 0, margin: 0.005 }), 1257)
  assert.equal(rowsNeeded({ rows: 1000, sampling: 0.004 ** 2, seeds: 0, margin: 0.005 }), 5025)
})

test('rowsNeeded: rows cannot make up for the variance of training', () => {
  assert.ok(Number(rowsNeeded({ rows: 1000, sampling: 0.002 ** 2, seeds: 0.001 ** 2, margin: 0.005 })) > 1257)
  assert.match(String(rowsNeeded({ rows: 1000, sampling: 1, seeds: 1, margin: 0.005 })), /train more seeds/)
})

test('rowsNeeded: a margin of 0 has no answer, and says why', () => {
  assert.match(
    String(rowsNeeded({ rows: 1000, sampling: 1, seeds: 0, margin: 0 })),
    /^no number of rows is enough: with a margin of 0/,
  )
})

test('detectableLoss: the margin and what the interval and power need', () => {
  close(detectableLoss(0.01, 0.002, 1.96), 0.01 + 2.802 * 0.002, 1e-12)
})
