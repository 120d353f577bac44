import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { validSignatures } from '../../core/governance/signatures.ts'
import type { AuditEvent } from '../../core/ledger/event.ts'
import { change, DIGEST, EARLIER, event, HEAD, judgedModel } from './example-change.ts'

const sign = (of: Parameters<typeof event>[1] = {}) => event('sign', { item: 'dpia', ...of })
const unsign = (of: Parameters<typeof event>[1] = {}) => event('unsign', { item: 'dpia', ...of })
const who = (events: AuditEvent[], of = {}) => validSignatures(change({ events, ...of })).map(({ by }) => by)

test('validSignatures: what was signed for another head is void', () => {
  assert.deepEqual(who([sign()]), ['bob'])
  assert.deepEqual(who([sign({ head: EARLIER })]), [])
  const { head: _, ...headless } = sign()
  assert.deepEqual(who([headless]), [])
})

test('validSignatures: it is bound to the model files that were judged, once there is a report', () => {
  const other = `sha256:${'f'.repeat(64)}`
  assert.deepEqual(who([sign({ digests: { delay: DIGEST } })]), ['bob'])
  assert.deepEqual(who([sign({ digests: { delay: other } })]), [])
  assert.deepEqual(who([sign({ digests: { gone: DIGEST } })]), [])
  assert.deepEqual(who([sign({ digests: { delay: other } })], { judged: undefined }), ['bob'])
  assert.deepEqual(who([sign({ digests: {} })]), [], 'nobody had judged it yet')
  const two = [judgedModel(), judgedModel({ model: 'fare', digest: other })]
  assert.deepEqual(who([sign()], { judged: two }), [], 'one of two')
  assert.deepEqual(who([sign({ digests: { delay: DIGEST, fare: other } })], { judged: two }), ['bob'])
  assert.deepEqual(who([sign({ digests: { delay: DIGEST, fare: other } })]), [], 'two of one')
  const { digests: _, ...undone } = sign()
  assert.deepEqual(who([undone], { judged: [] }), ['bob'], 'no model file is made')
})

test('validSignatures: unsign takes back what the same person signed before it, and nothing else', () => {
  assert.deepEqual(who([sign(), unsign()]), [])
  assert.deepEqual(who([sign(), unsign({ login: 'Bob', head: EARLIER })]), [])
  assert.deepEqual(who([sign(), unsign({ login: 'zoe' })]), ['bob'])
  assert.deepEqual(who([sign(), unsign({ item: 'legal' })]), ['bob'])
  assert.deepEqual(who([unsign(), sign()]), ['bob'])
})

test('validSignatures: one person twice counts once, with the last note that counts', () => {
  const events = [
    sign({ reason: 'first' }),
    sign({ login: 'BOB', reason: 'second' }),
    sign({ head: EARLIER, reason: 'old' }),
  ]
  assert.deepEqual(validSignatures(change({ events })), [{ item: 'dpia', by: 'BOB', role: 'maintain', note: 'second' }])
})

test('validSignatures: no event makes a contributor count, none that the App did not write, none without a role', () => {
  assert.deepEqual(who([sign({ login: 'ann' }), sign({ login: 'ANN' })]), [])
  const byHand = { ...sign(), by: { name: 'bob', email: null, via: 'command line' as const, url: null } }
  assert.deepEqual(who([byHand]), [])
  const { role: _, ...roleless } = sign()
  assert.deepEqual(who([roleless]), [])
})

/** Anything that may stand in a ledger about a few people and items. */
const events = fc.array(
  fc
    .record({
      action: fc.constantFrom('sign' as const, 'unsign' as const),
      login: fc.constantFrom('ann', 'bob', 'Bob', 'zoe'),
      item: fc.constantFrom('dpia', 'legal'),
      head: fc.constantFrom(HEAD, EARLIER),
      reason: fc.constantFrom(null, 'read', 'read again'),
    })
    .map(({ action, ...of }) => event(action, of)),
  { maxLength: 12 },
)

test('validSignatures: the order of events of different people or items changes nothing', () => {
  fc.assert(
    fc.property(events, fc.infiniteStream(fc.nat(100)), (all, chance) => {
      const keyOf = (one: AuditEvent) => `${one.item} ${one.by.name.toLowerCase()}`
      const queues = [...Map.groupBy(all, keyOf).values()].map((queue) => [...queue])
      const mixed: AuditEvent[] = []
      while (mixed.length < all.length) {
        const left = queues.filter((queue) => queue.length > 0)
        mixed.push(left[chance.next().value % left.length]!.shift()!)
      }
      assert.deepEqual(validSignatures(change({ events: mixed })), validSignatures(change({ events: all })))
    }),
  )
})

test('validSignatures: a new head voids every signature', () => {
  fc.assert(
    fc.property(events, (all) => {
      assert.deepEqual(validSignatures(change({ events: all, head: 'f'.repeat(40) })), [])
    }),
  )
})

test('validSignatures: events of contributors change nothing', () => {
  fc.assert(
    fc.property(events, (all) => {
      const others = all.filter(({ by }) => by.name !== 'ann')
      assert.deepEqual(validSignatures(change({ events: all })), validSignatures(change({ events: others })))
    }),
  )
})
