import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventsOfVersion } from '../../core/evidence/events-of-version.ts'
import { driftEvent } from '../ledger/drift-event.ts'
import { auditEvent } from '../ledger/events.ts'
import { aVersion, COMMIT, exampleDossier, HEAD, onPull } from '../reports/evidence/example-dossier.ts'
import { digest } from '../runs/known.ts'

const about = { model: 'delay', version: aVersion('Ann'), digest: digest('a'), rules: digest('e') }

const registration = auditEvent(9, { version: 'v1.2.0', commit: COMMIT, pull: 7, pulls: [5, 7], head: HEAD })

test('eventsOfVersion: what was done to a version, signed for its pull requests, or for its bytes, and nothing of others', () => {
  const events = [
    onPull(1, { item: 'dpia', pull: 5, head: COMMIT, digests: { delay: digest('b') } }),
    onPull(2, { item: 'dpia', pull: 8, digests: { delay: digest('b') } }),
    onPull(3, { item: 'dpia', pull: 8 }),
    onPull(4, { action: 'governance.accept', gate: 'delay/roc_auc-min', model: 'delay' }),
    onPull(5, { action: 'governance.accept', gate: 'fare/roc_auc-min', model: 'fare' }),
    registration,
    auditEvent(10, { version: 'v1.1.0' }),
    auditEvent(11, { model: 'fare', version: 'v1.2.0' }),
    auditEvent(12, { action: 'registry.assign', version: 'v1.2.0', stage: 'production' }),
    auditEvent(13, { action: 'registry.deprecate', version: null }),
  ]
  const found = eventsOfVersion(events.toReversed(), about, undefined)
  assert.equal(found.registration, registration)
  assert.deepEqual(
    found.signOffs.map(({ about, merged, pull, same_file }) => [about, pull, merged, same_file]),
    [
      ['dpia', 5, false, false],
      ['dpia', 8, true, true],
      ['delay/roc_auc-min', 7, true, true],
    ],
  )
  assert.deepEqual(found.excerpt, [events[0], events[2], events[3], registration, events[8], events[9]])
})

test('eventsOfVersion: a sign-off that the same person took back says when, and only of the same item', () => {
  const events = [
    onPull(1, { item: 'dpia' }),
    onPull(2, { item: 'owner' }),
    onPull(3, { action: 'governance.unsign', item: 'dpia', by: { name: 'PRIYA', via: 'app', email: null, url: null } }),
    registration,
  ]
  const { signOffs } = eventsOfVersion(events, about, new Map([[events[1]!.id, 'contender[bot]']]))
  assert.deepEqual(
    signOffs.map(({ action, app, taken_back }) => [action, app, taken_back]),
    [
      ['sign', null, events[2]!.at],
      ['sign', 'contender[bot]', null],
      ['unsign', null, null],
    ],
  )
})

test('eventsOfVersion: the policy that ruled is the last one that led to the config before the registration', () => {
  const policy = (n: number, sign: string) =>
    auditEvent(n, {
      ...{ action: 'governance.policy', model: null, version: null },
      policy: { before: null, after: digest(sign) },
    })
  const events = [policy(1, 'e'), policy(2, 'e'), policy(3, 'f'), registration, policy(20, 'e')]
  assert.equal(eventsOfVersion(events, about, undefined).policy, events[1])
  assert.equal(eventsOfVersion(events, { ...about, rules: undefined }, undefined).policy, undefined)
})

test('eventsOfVersion: windows of the version, by its name or its digest, each with its last verdict', () => {
  const windows = [
    driftEvent(1, { week: 1, version: 'v1.2.0', verdict: 'watch' }),
    driftEvent(2, { week: 0, version: 'a'.repeat(64) }),
    driftEvent(3, { week: 1, version: 'v1.2.0', verdict: 'drift' }),
    driftEvent(4, { week: 2, version: 'v1.1.0' }),
    driftEvent(5, { week: 3, version: null }),
    driftEvent(6, { week: 4, version: 'v1.2.0', model: 'fare' }),
  ]
  assert.deepEqual(eventsOfVersion(windows, about, undefined).windows, [windows[1], windows[2]])
})

test('the example has all that a dossier can have', () => {
  const { excerpt, policy, signOffs, windows } = exampleDossier().events
  assert.deepEqual([excerpt.length, signOffs.length, windows.length, policy?.reason], [5, 3, 2, 'Ann'])
})
