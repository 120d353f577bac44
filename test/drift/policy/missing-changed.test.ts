import assert from 'node:assert/strict'
import { test } from 'node:test'
import { missingChanged } from '../../../core/drift/policy/missing-changed.ts'

const told = (reference: number, current: number, rows = 1000) =>
  missingChanged({
    name: 'age',
    rows: { reference: Math.round(rows * (1 - reference)), current: Math.round(rows * (1 - current)) },
    missing: { reference, current },
  })

test('missingChanged: tells of a share that changed, and says what was expected', () => {
  assert.deepEqual(told(0.01, 0.1), {
    check: 'missing',
    column: 'age',
    level: 'warning',
    because: 'age is missing in 10.0 % of the rows, expected 1.0 % as in the reference; look at what fills it',
  })
  assert.equal(told(0.3, 0.02)!.check, 'missing', 'less often too')
})

test('missingChanged: says nothing of a small change, of few rows or of none', () => {
  assert.equal(told(0.01, 0.02), undefined)
  assert.equal(told(0, 0.1, 150), undefined)
  assert.equal(told(0, 0), undefined)
})

test('missingChanged: a column without any value is told of', () => {
  assert.match(told(0.01, 1)!.because, /missing in 100\.0 % of the rows/)
})
