import assert from 'node:assert/strict'
import { createSign } from 'node:crypto'
import { test } from 'node:test'
import type { GitHub } from './github.ts'
import { scene } from './routes/scene.ts'

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function jwt({ app, world }: GitHub, seconds = 600, key = app.privateKey): string {
  const now = world.now() / 1000
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iat: now - 30, exp: now + seconds, iss: app.id })}`
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`
}

test('the App gets a token of its installation, and signs what it writes', async (t) => {
  const { as, at, github } = await scene(t)
  const app = as(jwt(github))
  const { data: installation } = await app.apps.getRepoInstallation(at)
  const asked = { installation_id: installation.id, permissions: { issues: 'write' } } as const
  const { data } = await app.apps.createInstallationAccessToken(asked)
  const made = await as(data.token).issues.create({ ...at, title: 'Models' })
  assert.equal(made.data.user!.login, 'contender[bot]')
  await assert.rejects(as(data.token).pulls.list(at), { status: 403 })
  assert.equal(Date.parse(data.expires_at) - github.world.now(), 3_600_000)
})

test('an App whose claim is old, too long or not its own is nobody, and has no rights but its own', async (t) => {
  const { as, at, github } = await scene(t)
  for (const wrong of [jwt(github, -1), jwt(github, 3600), `${jwt(github).slice(0, -8)}AAAAAAAA`])
    await assert.rejects(as(wrong).apps.getAuthenticated(), { status: 401 })
  assert.equal((await as(jwt(github)).apps.getAuthenticated()).data!.slug, 'contender')
  await assert.rejects(as(jwt(github)).repos.get(at), { status: 401 })
  await assert.rejects(as(github.userToken('ann')).apps.getAuthenticated(), { status: 401 })
})

test('an installation cannot have a token that is stronger than the App', async (t) => {
  const { as, github } = await scene(t)
  const { installationId: installation_id } = github.app
  const asked = { installation_id, permissions: { administration: 'write' } } as const
  await assert.rejects(as(jwt(github)).apps.createInstallationAccessToken(asked), { status: 422 })
})
