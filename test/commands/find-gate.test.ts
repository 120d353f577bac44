import assert from 'node:assert/strict'
import test from 'node:test'
import { findGate } from '../../core/commands/find-gate.ts'
import type { JudgedGate } from '../../core/governance/change.ts'

const gate = (model: string, slug: string): JudgedGate => ({
  ...{ model, id: `${model}/${slug}`, rule: slug, outcome: 'fail', because: 'it is low' },
})

test('a gate goes by its name, without its model only where one is called so', () => {
  const gates = [gate('a', 'f1-min'), gate('a/b', 'f1-min'), gate('a/b', 'mcc-min')]
  assert.equal(findGate(gates, 'a/b/f1-min'), gates[1])
  assert.equal(findGate(gates, 'mcc-min'), gates[2])
  assert.throws(() => findGate(gates, 'f1-min'), /Unexpected gate `f1-min`: expected one of a\/f1-min, a\/b\/f1-min/)
  assert.throws(() => findGate(gates, 'b/f1-min'), /Unknown gate `b\/f1-min`, did you mean `a\/f1-min`/)
  assert.throws(() => findGate([], 'f1-min'), /none is known here/)
})
