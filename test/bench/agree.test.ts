import assert from 'node:assert/strict'
import test from 'node:test'
import { pairUp, requireSame } from '../../bench/agree.ts'

test('agree: numbers may differ by the tolerance, of the larger one above 1, and verdicts not at all', () => {
  assert.equal(
    requireSame('Evidently', { a: { ours: 2000, theirs: 2000.001 }, b: { ours: 'x', theirs: 'x' } }, 1e-6),
    2,
  )
  assert.throws(
    () => requireSame('Evidently', { a: { ours: 0.1, theirs: 0.1001 } }, 1e-6),
    /^Error: Unexpected 0\.1 for a, where Evidently says 0\.1001/,
  )
  assert.throws(() => requireSame('NannyML', { a: { ours: true, theirs: false } }), /where NannyML says false/)
})

test('agree: a question that only one answers, or none at all, is no agreement', () => {
  assert.throws(() => requireSame('Evidently', pairUp({ a: 1 }, { a: 1, b: 2 })), /Unexpected null for b/)
  assert.throws(() => requireSame('Evidently', pairUp({ a: 1, b: 2 }, { a: 1 })), /where Evidently says null/)
  assert.throws(() => requireSame('Evidently', {}), /expected one answer at least/)
})

test('agree: NaN agrees with nothing', () => {
  assert.throws(() => requireSame('pandera', { a: { ours: Number.NaN, theirs: Number.NaN } }, 1))
})
