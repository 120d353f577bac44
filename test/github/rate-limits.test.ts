import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scene } from './routes/scene.ts'

test('rate limits: each answer says what is left, and the hour gives it back', async (t) => {
  const { ann, at, github } = await scene(t, { limits: { requests: 2 } })
  const first = await ann.repos.get(at)
  assert.deepEqual(
    [first.headers['x-ratelimit-limit'], first.headers['x-ratelimit-remaining'], first.headers['x-ratelimit-used']],
    ['2', '1', '1'],
  )
  await ann.repos.get(at)
  const refused = await ann.repos.get(at).catch((error) => error)
  assert.equal(refused.status, 403)
  assert.match(refused.message, /API rate limit exceeded/)
  assert.equal(refused.response.headers['x-ratelimit-remaining'], '0')
  const reset = Number(refused.response.headers['x-ratelimit-reset'])
  github.setClock(reset * 1000)
  assert.equal((await ann.repos.get(at)).status, 200)
})

test('rate limits: too many writes in a minute have to wait for as long as they are told', async (t) => {
  const { ann, at, github } = await scene(t, { limits: { writesAMinute: 2 } })
  const write = () => ann.issues.create({ ...at, title: 'x' })
  await write()
  github.setClock(github.world.now() + 20_000)
  await write()
  const refused = await write().catch((error) => error)
  assert.match(refused.message, /secondary rate limit/)
  assert.equal(refused.response.headers['retry-after'], '40')
  assert.equal((await ann.repos.get(at)).status, 200)
  github.setClock(github.world.now() + 40_000)
  assert.equal((await write()).status, 201)
})

test('rate limits: whoever sets the scene is not counted', async (t) => {
  const { ann, at, github } = await scene(t, { limits: { requests: 1 } })
  for (const title of ['a', 'b', 'c']) await github.request('POST', '/repos/acme/models/issues', { title })
  assert.equal((await ann.issues.listForRepo(at)).data.length, 3)
  assert.deepEqual([github.count('reads'), github.count('writes')], [1, 0])
})
