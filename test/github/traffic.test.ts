import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startGitHub } from './github.ts'
import { findOperation } from './operations.ts'
import { no, ok } from './route.ts'
import { scene } from './routes/scene.ts'
import { answerProblems } from './traffic.ts'

test('traffic: a request that is unknown is answered with 501, and makes the test fail', async () => {
  const github = await startGitHub()
  const asked = await fetch(`${github.url}/repos/acme/models/teapot`)
  assert.equal(asked.status, 501)
  await assert.rejects(github.close(), /does not know GET \/repos\/acme\/models\/teapot: add it to test\/github/)
})

test('traffic: so does one that GitHub knows and that nobody here answers', async () => {
  const github = await startGitHub()
  const { body, status } = await github.request('GET', '/repos/acme/models/pages')
  assert.equal(status, 501)
  assert.match(body.message, /does not know GET \/repos\/\{owner\}\/\{repo\}\/pages/)
  await assert.rejects(github.close(), /\{repo\}\/pages/)
})

const WRONG = [
  ['body', (url: string) => [`${url}/issues`, { method: 'POST', body: '{"title":{}}' }]],
  ['body', (url: string) => [`${url}/issues`, { method: 'POST', body: '{}' }]],
  [
    'body has no field `sticky`',
    (url: string) => [`${url}/issues`, { method: 'POST', body: '{"title":"a","sticky":1}' }],
  ],
  ['query `per_page` asks for more', (url: string) => [`${url}/issues?per_page=1000`, {}]],
  ['query has no parameter `perpage`', (url: string) => [`${url}/issues?perpage=100`, {}]],
  ['query `per_page`', (url: string) => [`${url}/issues?per_page=many`, {}]],
  ['query `state`', (url: string) => [`${url}/issues?state=any`, {}]],
] as const

for (const [problem, request] of WRONG) {
  test(`traffic: a request that breaks GitHub's description is refused: ${problem}`, async (t) => {
    const { github } = await scene(t)
    const [url, options] = request(`${github.url}/repos/acme/models`)
    const headers = { authorization: `token ${github.userToken('ann')}` }
    const { status } = await fetch(url as string, { ...(options as object), headers })
    assert.equal(status, 422)
    await assert.rejects(github.close(), (error: Error) => error.message.includes(problem))
  })
}

test('traffic: a body that is no JSON is refused', async (t) => {
  const { github } = await scene(t)
  const headers = { authorization: `token ${github.userToken('ann')}` }
  const asked = await fetch(`${github.url}/repos/acme/models/issues`, { method: 'POST', body: '{', headers })
  assert.equal(asked.status, 400)
})

test('traffic: an answer is held against the description, with null where it may be', () => {
  const { operation } = findOperation('GET', '/repos/acme/models/labels/a')!
  const label = {
    id: 1,
    node_id: 'L',
    url: 'https://a.b/c',
    name: 'a',
    description: null,
    color: 'f00',
    default: false,
  }
  assert.deepEqual(answerProblems(operation, ok(label)), [])
  assert.match(answerProblems(operation, ok({ ...label, color: null }))[0]!, /^answer\.color must be string/)
  assert.match(answerProblems(operation, ok(label, 202))[0]!, /^status 202 is not described/)
  assert.deepEqual(answerProblems(operation, no(404, 'Not Found')), [])
})
