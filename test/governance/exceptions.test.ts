import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acceptedGates } from '../../core/governance/exceptions.ts'
import type { AuditEvent } from '../../core/ledger/event.ts'
import { change, DIGEST, EARLIER, event, governed } from './example-change.ts'

const accept = (of: Parameters<typeof event>[1] = {}) =>
  event('accept', { gate: 'delay/roc_auc-min', reason: 'One bad Monday', ...of })
const accepted = (events: AuditEvent[], written = {}) => [...acceptedGates(change({ events }), governed(written))]

test('acceptedGates: a gate with who accepted it and why, the last word counting', () => {
  assert.deepEqual(accepted([accept({ login: 'zoe', reason: 'first' }), accept()]), [
    ['delay/roc_auc-min', { by: 'bob', reason: 'One bad Monday' }],
  ])
})

test('acceptedGates: for this head and these model files alone', () => {
  assert.deepEqual(accepted([accept({ head: EARLIER })]), [])
  assert.deepEqual(accepted([accept({ digests: { delay: `sha256:${'f'.repeat(64)}` } })]), [])
  assert.equal(accepted([accept({ digests: { delay: DIGEST } })]).length, 1)
  const events = [accept({ digests: { delay: DIGEST } })]
  const early = { head: change().head, contributors: new Set<string>(), events }
  assert.equal(acceptedGates(early, governed()).size, 1)
})

test('acceptedGates: nobody accepts a gate of their own change, or without a reason', () => {
  assert.deepEqual(accepted([accept({ login: 'ANN' }), accept({ reason: null }), accept({ reason: '' })]), [])
})

test('acceptedGates: only of whom the policy names today', () => {
  assert.equal(accepted([accept({ role: 'admin' })]).length, 1)
  assert.deepEqual(accepted([accept({ role: 'write' })]), [])
  assert.deepEqual(accepted([accept()], { accept: '@acme/risk' }), [])
  assert.equal(accepted([accept({ role: '@Acme/risk' })], { accept: '@acme/risk' }).length, 1)
  assert.equal(accepted([accept({ role: '@bob' })], { accept: '@bob' }).length, 1)
  assert.deepEqual(accepted([accept({ role: '@carl' })], { accept: '@carl' }), [])
})
