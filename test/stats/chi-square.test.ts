import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chiSquareTail } from '../../core/stats/chi-square.ts'
import { relativelyClose } from '../close.ts'
import { REFERENCE } from '../drift/fixture.ts'

test('chiSquareTail: equals SciPy 1.17 chi2.sf to 1e-12 relative, from 1 to 100,000 degrees of freedom', () => {
  for (const [x, df, expected] of REFERENCE.chiSquare) {
    relativelyClose(chiSquareTail(x, df), expected, 1e-12, `${x} with ${df}:`)
  }
})

test('chiSquareTail: with no degree of freedom all weight is at 0', () => {
  assert.deepEqual([chiSquareTail(0, 0), chiSquareTail(1e-9, 0)], [1, 0])
  assert.ok(Number.isNaN(chiSquareTail(Number.NaN, 3)))
  assert.equal(chiSquareTail(Infinity, 3), 0)
})
