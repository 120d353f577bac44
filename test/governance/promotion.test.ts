import assert from 'node:assert/strict'
import test from 'node:test'
import { promotersOf, promotionRule, proposersOf } from '../../core/governance/promotion.ts'
import type { AuditEvent } from '../../core/ledger/event.ts'
import { auditEvent } from '../ledger/events.ts'

const RULE = { sign: ['write', '@acme/risk'], approvals: 2 }
const WANTED = { model: 'delay', version: 'v1.1.0', stage: 'production', commit: 'b'.repeat(40) }

let made = 0
function asks(name: string, more: Partial<AuditEvent> = {}): AuditEvent {
  const by = { name, email: null, via: 'app', url: null } as const
  return auditEvent(++made, { action: 'registry.propose', by, role: 'write', ...WANTED, ...more })
}

test('each person who asks for a promotion counts once', () => {
  assert.deepEqual(proposersOf([asks('bob'), asks('ann'), asks('Bob')], WANTED, RULE), ['Bob', 'ann'])
})

test('who asked for something else, before the stage last changed, or in another way, does not count', () => {
  const others = [
    asks('a', { version: 'v1.0.0' }),
    asks('b', { stage: 'staging' }),
    asks('c', { model: 'fare' }),
    asks('d', { commit: 'c'.repeat(40) }),
    asks('e', { by: { name: 'e', email: null, via: 'command line', url: null } }),
    asks('f', { action: 'registry.assign', version: 'v1.1.0', stage: 'staging' }),
  ]
  assert.deepEqual(proposersOf([...others, asks('bob')], WANTED, RULE), ['bob'])
  for (const action of ['registry.assign', 'registry.rollback', 'registry.unassign'])
    assert.deepEqual(proposersOf([asks('bob'), asks('x', { action, version: 'v1.0.0' })], WANTED, RULE), [])
})

test('who may not promote by the policy of today does not count', () => {
  const events = [
    asks('bob', { role: 'triage' }),
    asks('ann', { role: '@acme/risk' }),
    asks('eve', { role: '@acme/other' }),
  ]
  assert.deepEqual(proposersOf(events, WANTED, RULE), ['ann'])
})

test('a stage of which the policy says nothing is for maintainers alone', () => {
  const governance = { promote: { production: RULE } }
  assert.deepEqual(promotionRule(governance, 'production'), RULE)
  assert.deepEqual(promotionRule(governance, 'toString'), { sign: ['maintain'], approvals: 1 })
  assert.deepEqual(promotersOf(governance, ['staging', 'production']), ['maintain', 'write', '@acme/risk'])
})
