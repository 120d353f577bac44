import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareVersions, isVersion, nextVersion } from '../../../core/ledger/registry/version.ts'

/** The order of semver.org, item 11, and around it. */
const RISING = [
  'v0.9.10',
  'v1.0.0-0',
  'v1.0.0-alpha',
  'v1.0.0-alpha.1',
  'v1.0.0-alpha.beta',
  'v1.0.0-beta',
  'v1.0.0-beta.2',
  'v1.0.0-beta.11',
  'v1.0.0-rc.1',
  'v1.0.0-x-y-z.4',
  'v1.0.0',
  'v1.0.1',
  'v1.2.0',
  'v1.10.0',
  'v2.0.0',
]

test('versions order as semver.org orders them', () => {
  for (const [at, a] of RISING.entries()) {
    for (const [other, b] of RISING.entries()) assert.equal(compareVersions(a, b), Math.sign(at - other), `${a} ${b}`)
  }
  assert.equal(compareVersions('v1.0.0+a', 'v1.0.0+b-c.1'), 0)
})

test('what is no version is told apart', () => {
  for (const version of [...RISING, 'v1.0.0+001', 'v2.1.0-rc.1+gpu.1']) assert.ok(isVersion(version), version)
  for (const other of [
    '1.0.0',
    'v1.0',
    'v1',
    'v01.0.0',
    'v1.0.0-',
    'v1.0.0-01',
    'v1.0.0+',
    'v9007199254740993.0.0',
    'V1.0.0',
    'vv1.0.0',
    'v=1.0.0',
    'v 1.0.0',
    'v1.0.0 ',
    'v1.0.0\n',
    '',
  ]) {
    assert.ok(!isVersion(other), other)
  }
})

test('the next version is the smallest step of its kind above the last, and none is below it', () => {
  assert.equal(nextVersion('v1.2.3', 'major'), 'v2.0.0')
  assert.equal(nextVersion('v1.2.3', 'minor'), 'v1.3.0')
  assert.equal(nextVersion('v1.2.3', 'patch'), 'v1.2.4')
  assert.equal(nextVersion('v2.0.0-rc.1', 'major'), 'v2.0.0')
  assert.equal(nextVersion('v2.0.0-rc.1', 'minor'), 'v2.0.0')
  assert.equal(nextVersion('v2.0.1-rc.1', 'minor'), 'v2.1.0')
  assert.equal(nextVersion('v2.1.0-rc.1', 'major'), 'v3.0.0')
  assert.equal(nextVersion('v2.0.0-rc.1+gpu', 'patch'), 'v2.0.0')
  fc.assert(
    fc.property(fc.constantFrom(...RISING), fc.constantFrom('major', 'minor', 'patch'), (last, bump) => {
      const next = nextVersion(last, bump)
      assert.ok(isVersion(next) && compareVersions(next, last) > 0)
    }),
  )
})
