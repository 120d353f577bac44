import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isUnfinished, planChange, tagOfEvent } from '../../../core/ledger/registry/plan-change.ts'
import { readRegistry } from '../../../core/ledger/registry/read-registry.ts'

const AT = new Date('2026-11-02T09:00:00.500Z')
const COMMIT = 'a'.repeat(40)
const BY = {
  name: 'bob',
  email: null,
  via: 'app',
  url: 'https://github.com/acme/models/issues/1#issuecomment-7',
} as const
const ASSIGN = { action: 'assign', version: 'v1.0.0', stage: 'staging', commit: COMMIT } as const

function known(at: Date) {
  const tag = { name: 'delay@v1.0.0', commit: COMMIT, at, by: { name: 'Ann', email: null }, message: '' }
  return readRegistry([tag]).get('delay')
}

const written = (at: Date) => ({
  ...{ model: 'delay', known: known(at), names: ['delay@v1.0.0'], by: BY, reason: null, now: AT },
  newId: () => '017f22e2-79b0-7000-8000-000000000000',
})

test('a tag comes in a second of its own after all others of its model, with an event that names it', () => {
  const { events, tags } = planChange(
    { changes: [ASSIGN, ASSIGN], about: { comment: 7, role: 'write' } },
    written(new Date('2026-11-02T09:00:07Z')),
  )
  assert.deepEqual(
    tags.map(({ at, name }) => `${name} ${at.toISOString()}`),
    ['delay#staging#1 2026-11-02T09:00:08.000Z', 'delay#staging#2 2026-11-02T09:00:09.000Z'],
  )
  assert.deepEqual(
    events.map(({ action, comment, role, tag }) => [action, comment, role, tag]),
    tags.map(({ name }) => ['registry.assign', 7, 'write', name]),
  )
  assert.deepEqual(tags[0]!.by, { name: 'bob', email: 'bob@users.noreply.github.com' })
})

test('an event of a stage names the model file that the version was registered with', () => {
  const digest = `sha256:${'1'.repeat(64)}`
  const registration = { action: 'register', version: 'v1.0.0', stage: null, commit: COMMIT } as const
  const fresh = { ...written(AT), known: undefined, names: [] }
  const { events, tags } = planChange({ changes: [registration], artifact: `models/delay.onnx ${digest}` }, fresh)
  assert.deepEqual(events[0]!.digests, { delay: digest })
  const registered = readRegistry([{ ...tags[0]!, by: { name: 'Ann', email: null } }]).get('delay')
  const staged = planChange({ changes: [ASSIGN] }, { ...written(AT), known: registered })
  assert.deepEqual(staged.events[0]!.digests, { delay: digest })
  assert.equal('digests' in planChange({ changes: [ASSIGN] }, written(AT)).events[0]!, false)
})

test('the tag that an event tells of is made from the event as it was planned', () => {
  for (const action of [undefined, 'rollback'] as const) {
    const { events, tags } = planChange({ changes: [ASSIGN], ...(action && { action }) }, written(new Date(0)))
    assert.deepEqual(tagOfEvent(events[0]!, known(new Date(0)), AT), tags[0])
    assert.match(
      tags[0]!.message,
      action ? /^Roll back staging of delay to v1\.0\.0\n/ : /^Promote delay v1\.0\.0 to staging\n/,
    )
  }
})

test('a tag that is told of and not there is waited for, for a minute', () => {
  const promised = (seconds: number) => [{ tag: 'delay#staging#1', at: new Date(AT.getTime() - seconds * 1000) }]
  assert.equal(isUnfinished(promised(59), [], AT), true)
  assert.equal(isUnfinished(promised(61), [], AT), false)
  assert.equal(isUnfinished(promised(1), ['delay#staging#1'], AT), false)
})
