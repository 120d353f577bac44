import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scene } from './routes/scene.ts'

const COMMENT = { body: 'Hello' }

test('rights: a job that may write issues or pull requests may comment, and its comment is the robot’s', async (t) => {
  const { as, at, github } = await scene(t)
  const { number: issue_number } = await github.openPullRequest({ head: 'change' })
  for (const permission of ['issues', 'pull_requests']) {
    const job = as(github.jobToken({ permissions: { [permission]: 'write' } }))
    const { data } = await job.issues.createComment({ ...at, issue_number, ...COMMENT })
    assert.deepEqual([data.user!.login, data.user!.type], ['github-actions[bot]', 'Bot'])
  }
})

test('rights: a job of a fork is refused, and told which permission it lacks', async (t) => {
  const { as, at, github } = await scene(t)
  const { number: issue_number } = await github.openPullRequest({ head: 'change', fork: true })
  const fork = as(github.jobToken({ permissions: { contents: 'read', pull_requests: 'write' }, fork: true }))
  const refused = await fork.issues.createComment({ ...at, issue_number, ...COMMENT }).catch((error) => error)
  assert.equal(refused.status, 403)
  assert.match(refused.message, /^Resource not accessible by integration/)
  assert.equal(refused.response.headers['x-accepted-github-permissions'], 'issues=write; pull_requests=write')
  const { data } = await fork.pulls.get({ ...at, pull_number: issue_number })
  assert.deepEqual(
    [data.head.repo!.full_name, data.head.repo!.fork, data.head.label],
    ['mallory/models', true, 'mallory:change'],
  )
})

test('rights: what a job did not ask for it cannot read either', async (t) => {
  const { as, at, github } = await scene(t)
  const job = as(github.jobToken({ permissions: {} }))
  assert.equal((await job.repos.get(at)).status, 200)
  await assert.rejects(job.repos.getCommit({ ...at, ref: 'main' }), { status: 403 })
  await assert.rejects(job.users.getAuthenticated(), { status: 403 })
})

test('rights: people can do what their role allows, and no more than their token', async (t) => {
  const { as, at, github, main } = await scene(t)
  const tag = { ...at, ref: 'refs/tags/v1', sha: main }
  await assert.rejects(as(github.userToken('rita')).git.createRef(tag), { status: 403 })
  await assert.rejects(as(github.userToken('ann', { contents: 'read' })).git.createRef(tag), { status: 403 })
  assert.equal((await as(github.userToken('ann')).git.createRef(tag)).status, 201)
  const { status } = await as(github.userToken('mallory')).issues.create({ ...at, title: 'From a stranger' })
  assert.equal(status, 201)
})

test('rights: a private repository is not there for strangers', async (t) => {
  const { ann, as, at, github } = await scene(t, { private: true })
  await assert.rejects(as(github.userToken('mallory')).repos.get(at), { status: 404 })
  assert.equal((await fetch(`${github.url}/repos/acme/models`)).status, 404)
  assert.equal((await ann.repos.get(at)).data.private, true)
})

test('rights: nobody’s token is refused, and so is one that has run out', async (t) => {
  const { as, at, bot, github } = await scene(t)
  await assert.rejects(as('ghs_nobody').repos.get(at), { status: 401, message: /^Bad credentials/ })
  assert.equal((await bot.repos.get(at)).status, 200)
  github.setClock(github.world.now() + 3_600_000)
  await assert.rejects(bot.repos.get(at), { status: 401 })
})
