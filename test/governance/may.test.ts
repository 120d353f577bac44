import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isContributor, may, mayOn } from '../../core/governance/may.ts'
import { roleOf } from '../../core/governance/roles.ts'
import { ROLES, type Role } from '../../core/governance/schema.ts'
import { needsOf } from '../../core/governance/signers.ts'
import { change } from './example-change.ts'

const person = (role: Role | undefined, teams: string[] = [], login = 'bob') => ({ login, role, teams })

test('may: a stronger role stands in for a weaker one, never the other way round', () => {
  for (const [at, role] of ROLES.entries())
    for (const [other, wanted] of ROLES.entries())
      assert.equal(may(person(role), [wanted]), at >= other ? role : undefined, `${role} for ${wanted}`)
  assert.equal(may(person(undefined), ['triage']), undefined)
})

test('may: teams and people by any case, and only whole names', () => {
  assert.equal(may(person('read', ['@Acme/Privacy']), ['admin', '@acme/privacy']), '@acme/privacy')
  assert.equal(may(person('admin', ['@acme/privacy-interns']), ['@acme/privacy']), undefined)
  assert.equal(may(person(undefined, [], 'Bob'), ['@bOB']), '@bOB')
  assert.equal(may(person('admin', [], 'bobby'), ['@bob']), undefined)
  assert.equal(may(person(undefined, [], 'admin'), ['admin']), undefined)
})

test('mayOn: whoever made a part of a change never may, whatever their role', () => {
  const made = change({ contributors: new Set(['ann', 'carl']) })
  fc.assert(
    fc.property(fc.constantFrom('ann', 'Ann', 'CARL'), fc.constantFrom(...ROLES), (login, role) => {
      assert.ok(isContributor(made, login))
      assert.deepEqual(mayOn(made, person(role, ['@acme/privacy'], login), ['read', '@acme/privacy', `@${login}`]), {
        because: `@${login} has made a part of this change: somebody else has to.`,
      })
    }),
  )
  assert.deepEqual(mayOn(made, person('admin'), ['maintain']), { by: 'admin' })
  assert.deepEqual(mayOn(made, person('write'), ['maintain', '@acme/privacy']), {
    because: '@bob is none of those who may: role maintain or stronger, or @acme/privacy.',
  })
})

test('isContributor: the author is one though no commit is theirs, and nobody is where the account is gone', () => {
  assert.ok(isContributor({ author: 'Ann', contributors: new Set() }, 'ann'))
  assert.ok(!isContributor({ author: undefined, contributors: new Set() }, 'ann'))
  assert.ok(isContributor({ author: undefined, contributors: 'anybody' }, 'ann'))
})

test('roleOf: a role of an organisation’s own making counts as what its permission names, by whatever name', () => {
  const cases: readonly (readonly [permission: string, name: string | undefined, role: Role | undefined])[] = [
    ['write', 'maintain', 'maintain'],
    ['write', 'write', 'write'],
    ['read', 'triage', 'triage'],
    ['admin', 'admin', 'admin'],
    ['write', 'release-manager', 'write'],
    ['read', 'security-admin', 'read'],
    ['read', 'admin', 'read'],
    ['write', 'Maintain', 'write'],
    ['admin', undefined, 'admin'],
    ['none', 'none', undefined],
    ['none', 'admin', undefined],
    ['everything', 'admin', undefined],
  ]
  for (const [permission, role_name, role] of cases) assert.equal(roleOf({ permission, role_name }), role, role_name)
})

test('needsOf: what has to be asked of GitHub, each team once', () => {
  assert.deepEqual(needsOf(['maintain', '@acme/privacy', '@Acme/Privacy', '@ann']), {
    role: true,
    teams: [{ organisation: 'acme', slug: 'privacy' }],
  })
  assert.deepEqual(needsOf(['@ann']), { role: false, teams: [] })
})
