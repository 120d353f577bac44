import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Change } from '../../core/governance/change.ts'
import { checklistOf, outcomeOf } from '../../core/governance/checklist-of.ts'
import { TRUST_ITEMS } from '../../core/governance/policies/trust.ts'
import { policyItems } from '../../core/governance/policy-items.ts'
import { change, EARLIER, event, governed, HEAD, judgedModel, signed } from './example-change.ts'

const POLICY = governed({
  accept: 'admin',
  risk: { delay: 'high' },
  items: [signed(), signed({ id: 'legal', sign: ['write', '@zoe'] })],
})

function listOf(of: Partial<Change> = {}, governance = POLICY) {
  return checklistOf(policyItems(governance), change(of), governance)
}

/** `dpia ✓`, … by id. */
function states(of: Partial<Change> = {}, governance = POLICY): Record<string, string> {
  return Object.fromEntries(listOf(of, governance).items.map(({ item, state }) => [item.id, state]))
}

function said(id: string, of: Partial<Change>): string {
  const found = listOf(of).items.find(({ item }) => item.id === id)!
  return found.state === 'met' ? found.by : found.because
}

test('checklistOf: what the change gives no cause for is left out, the rest is in the order of the policy', () => {
  assert.deepEqual(states(), {
    ...{ gates: 'met', data: 'met', review: 'missing', 'high-risk': 'missing' },
    ...{ dpia: 'missing', legal: 'missing' },
  })
  assert.deepEqual(listOf({ models: [], paths: ['README.md'] }).items, [])
  assert.equal(outcomeOf(listOf({ models: [] })), 'met')
})

test('checklistOf: a signature counts for its item, by a signer of today’s policy', () => {
  const sign = (item: string, of = {}) => event('sign', { item, ...of })
  assert.equal(
    said('legal', { events: [sign('legal', { role: 'maintain', reason: 'Read it all' })] }),
    '@bob (maintain), “Read it all”, at 4f5e6d7',
  )
  assert.equal(said('legal', { events: [sign('legal', { role: '@zoe', login: 'zoe' })] }), '@zoe at 4f5e6d7')
  assert.equal(said('dpia', { events: [sign('dpia', { role: '@acme/privacy' })] }), '@bob (@acme/privacy) at 4f5e6d7')
  assert.equal(
    said('dpia', { events: [sign('dpia', { role: 'admin' })] }),
    'nobody has signed 4f5e6d7: @bob (admin) is none of those who may',
  )
  assert.equal(said('dpia', { events: [sign('legal', { role: '@acme/privacy' })] }), 'nobody has signed 4f5e6d7')
})

test('checklistOf: whoever signed learns what became of it', () => {
  const sign = (of = {}) => event('sign', { item: 'legal', ...of })
  assert.match(said('legal', { events: [sign({ head: EARLIER })] }), /: @bob signed 1a2b3c4, before a push$/)
  assert.match(said('legal', { events: [sign(), event('unsign', { item: 'legal' })] }), /: @bob took it back$/)
  assert.match(said('legal', { events: [sign({ login: 'ann' })] }), /: @ann made a part of this change$/)
  assert.match(
    said('legal', { events: [sign({ digests: { delay: `sha256:${'f'.repeat(64)}` } })] }),
    /: @bob signed other model files than the newest run made$/,
  )
})

test('checklistOf: what is to be signed for is named: the models that are taken out, the files that judge', () => {
  assert.equal(
    said('removal', { removed: ['fare', 'delay'] }),
    'nobody has signed 4f5e6d7, which takes out fare, delay',
  )
  assert.equal(
    said('judged-by', { judging: ['contender.yml'], events: [event('sign', { item: 'judged-by', head: EARLIER })] }),
    'nobody has signed 4f5e6d7, which edits contender.yml: @bob signed 1a2b3c4, before a push',
  )
})

test('checklistOf: the command of a missing signature is the one to write', () => {
  const { item: _, ...state } = listOf().items.at(-1)!
  assert.deepEqual(state, {
    state: 'missing',
    because: 'nobody has signed 4f5e6d7',
    who: ['write', '@zoe'],
    commands: ['/contender sign legal'],
  })
})

test('outcomeOf: it waits only where nothing is missing', () => {
  const waiting = { judged: undefined, approvals: [{ login: 'bob', role: 'write' as const }] }
  const own = governed()
  assert.equal(outcomeOf(listOf({ judged: undefined }, own)), 'missing')
  assert.equal(outcomeOf(listOf(waiting, own)), 'waiting')
  assert.equal(outcomeOf(listOf({ ...waiting, judged: [judgedModel()] }, own)), 'met')
})

const anyEvent = fc
  .record({
    action: fc.constantFrom('sign' as const, 'unsign' as const),
    login: fc.constantFrom('ann', 'Ann', 'bob', 'zoe'),
    item: fc.constantFrom('dpia', 'legal', 'high-risk', 'judged-by', 'gates'),
    role: fc.constantFrom('read', 'write', 'admin', '@acme/privacy', '@zoe', '@ann'),
    head: fc.constantFrom(HEAD, HEAD, EARLIER),
  })
  .map(({ action, ...of }) => event(action, of))

const anyChange = fc.record({
  events: fc.array(anyEvent, { maxLength: 10 }),
  judging: fc.constantFrom([], ['contender.yml']),
  removed: fc.constantFrom([], ['old']),
  retraining: fc.boolean(),
  models: fc.constantFrom([], ['delay']),
})

test('checklistOf: one more signature never turns what is met into missing', () => {
  fc.assert(
    fc.property(anyChange, anyEvent, (of, more) => {
      const before = states(of)
      const after = states({ ...of, events: [...of.events, { ...more, action: 'governance.sign' }] })
      for (const [id, state] of Object.entries(before)) if (state === 'met') assert.equal(after[id], 'met', id)
    }),
  )
})

test('checklistOf: with a new head nothing stays signed, and events of contributors never count', () => {
  fc.assert(
    fc.property(anyChange, (of) => {
      const unsigned = states({ ...of, events: [] })
      assert.deepEqual(states({ ...of, head: 'f'.repeat(40) }), unsigned)
      assert.deepEqual(states({ ...of, contributors: new Set(['ann', 'bob', 'zoe']) }), unsigned)
      const others = of.events.filter(({ by }) => by.name.toLowerCase() !== 'ann')
      assert.deepEqual(states(of), states({ ...of, events: others }))
    }),
  )
})

test('checklistOf: under no policy and under any, what trust asks for is there, and nobody but the owner signs it', () => {
  fc.assert(
    fc.property(anyChange, fc.constantFrom('none', 'default'), (of, policy) => {
      const governance = governed({ policy })
      const asked = TRUST_ITEMS.filter(({ when }) => (when?.judging ? of.judging.length > 0 : of.removed.length > 0))
      const { items } = listOf(of, governance)
      for (const { id } of asked)
        assert.ok(items.some(({ item, state }) => item.id === id && (state === 'met' || state === 'missing')))
      if (policy === 'none') assert.equal(items.length, asked.length)
    }),
  )
})
