import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hideGroups, whyNobody } from '../../core/fairness/people.ts'

test('whyNobody: the example of its docstring, and of text and numbers only where none is there', () => {
  const number = (...values: number[]) =>
    ({ kind: 'number', type: 'integer', values: Float64Array.from(values) }) as const
  const says = 'no row says `sex`: the column is empty, or logs lack it'
  assert.equal(whyNobody('sex', number(Number.NaN, Number.NaN)), says)
  assert.equal(whyNobody('sex', number(Number.NaN, 0)), undefined)
  assert.equal(whyNobody('sex', { kind: 'text', codes: Int32Array.of(-1, -1), levels: [] }), says)
  assert.equal(whyNobody('sex', { kind: 'text', codes: Int32Array.of(-1, 0), levels: ['f'] }), undefined)
})

test('hideGroups: rows of which nobody is known stay so, and are no group with a name', () => {
  assert.deepEqual(hideGroups({ kind: 'text', codes: Int32Array.of(-1, -1), levels: [] }, 'f'), {
    kind: 'text',
    codes: Int32Array.of(-1, -1),
    levels: [],
  })
})
