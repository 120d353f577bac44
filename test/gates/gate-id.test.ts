import assert from 'node:assert/strict'
import { test } from 'node:test'
import { latencyRule, sizeRule } from '../../core/gates/budget.ts'
import { gateId, gateIds } from '../../core/gates/gate-id.ts'
import { ruleOf, SAME_MODEL } from '../../core/gates/rule.ts'

test('gateId: short, the same whatever the margin is, and another for each kind of gate', () => {
  const margin = { kind: 'absolute', value: 0.005 } as const
  const id = (...args: Parameters<typeof ruleOf>) => gateId('delay', ruleOf(...args))
  assert.equal(id({ metric: 'roc_auc', against: 'base' }, margin), 'delay/roc_auc-against-base')
  assert.equal(id({ metric: 'roc_auc', against: 'v1.0.0', slices: 'prove' }, margin), 'delay/roc_auc-against-v1.0.0')
  assert.equal(id({ metric: 'roc_auc', min: 0.6 }, undefined), 'delay/roc_auc-min')
  assert.equal(id({ metric: 'mae', max: 2 }, undefined), 'delay/mae-max')
  assert.equal(id({ metric: 'bias', min: -1, max: 1 }, undefined), 'delay/bias-min-max')
  assert.equal(gateId('a/b', sizeRule(1000)), 'a/b/size')
  assert.equal(gateId('delay', latencyRule(1.1)), 'delay/latency')
  assert.deepEqual(
    Object.values(SAME_MODEL).map((rule) => gateId('team/delay', rule)),
    ['team/delay/name', 'team/delay/name', 'team/delay/task'],
  )
})

test('gateIds: of several gates that would have one name the later ones are counted', () => {
  const rules = ['f1 at least 0.5', 'f1 at least 0.6', 'f1 at most 0.9', 'f1 at least 0.7']
  assert.deepEqual(gateIds('d', rules), ['d/f1-min', 'd/f1-min-2', 'd/f1-max', 'd/f1-min-3'])
})
