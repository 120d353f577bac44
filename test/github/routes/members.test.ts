import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scene } from './scene.ts'

test('people: a role is told by its own name, where the permission knows fewer', async (t) => {
  const { at, bot, github } = await scene(t)
  github.world.roles.set('bob', 'maintain')
  const told = async (username: string) => {
    const { data } = await bot.repos.getCollaboratorPermissionLevel({ ...at, username })
    return [data.permission, data.role_name]
  }
  assert.deepEqual(await told('bob'), ['write', 'maintain'])
  assert.deepEqual(await told('olga'), ['admin', 'admin'])
  assert.deepEqual(await told('mallory'), ['read', 'read'])
  await assert.rejects(told('nobody'), { status: 404 })
})

test('people: a team has members, and the organisation has those with a role', async (t) => {
  const { bot, github } = await scene(t)
  github.addTeam('privacy', ['bob'])
  const team = { org: 'acme', team_slug: 'privacy' }
  const { data } = await bot.teams.getMembershipForUserInOrg({ ...team, username: 'bob' })
  assert.equal(data.state, 'active')
  await assert.rejects(bot.teams.getMembershipForUserInOrg({ ...team, username: 'ann' }), { status: 404 })
  const { data: members } = await bot.teams.listMembersInOrg(team)
  assert.deepEqual(
    members.map(({ login }) => login),
    ['bob'],
  )
  assert.equal((await bot.orgs.checkMembershipForUser({ org: 'acme', username: 'ann' })).status as number, 204)
  await assert.rejects(bot.orgs.checkMembershipForUser({ org: 'acme', username: 'mallory' }), { status: 404 })
})
