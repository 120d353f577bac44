import assert from 'node:assert/strict'
import { test } from 'node:test'
import { githubClient } from '../../core/io/github/client.ts'
import { scene } from './routes/scene.ts'

const COMMENT = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'

async function commenting(t: Parameters<typeof scene>[0]) {
  const { at, github } = await scene(t)
  const { number: issue_number } = await github.openPullRequest({ head: 'change' })
  const token = github.jobToken({ permissions: { issues: 'write' } })
  const client = githubClient({ ...at, url: github.url, token, second: 1 })
  const comment = () => client.issues.createComment({ ...at, issue_number, body: 'Hello' })
  const comments = async () => (await client.issues.listComments({ ...at, issue_number })).data.length
  return { comment, comments, github }
}

test('faults: an answer in the place of the work, as often as it is asked for', async (t) => {
  const { comment, comments, github } = await commenting(t)
  github.faults.push({ match: COMMENT, times: 2, status: 502 })
  await comment()
  const statuses = github.calls.filter(({ method }) => method === 'POST').map(({ status }) => status)
  assert.deepEqual(statuses, [502, 502, 201])
  assert.equal(await comments(), 1)
})

test('faults: a secondary rate limit tells how long to wait', async (t) => {
  const { comment, comments, github } = await commenting(t)
  github.faults.push({ match: 'POST *', secondary: 7 })
  await comment()
  assert.equal(await comments(), 1)
  assert.equal(github.count('writes'), 2)
})

test('faults: an answer that is lost leaves the work done, one that is lost before does not', async (t) => {
  const { comment, comments, github } = await commenting(t)
  github.faults.push({ match: COMMENT, drop: 'before' })
  await comment()
  assert.equal(await comments(), 1)
  github.faults.push({ match: COMMENT, drop: 'after' })
  await comment()
  assert.equal(await comments(), 3)
})

test('faults: an error that comes late leaves the work done', async (t) => {
  const { comment, comments, github } = await commenting(t)
  github.faults.push({ match: COMMENT, status: 502, late: true })
  await comment()
  const statuses = github.calls.filter(({ method }) => method === 'POST').map(({ status }) => status)
  assert.deepEqual([statuses, await comments()], [[502, 201], 2])
})

test('faults: a call waits until the test lets it go', async (t) => {
  const { comment, comments, github } = await commenting(t)
  const { promise, resolve } = Promise.withResolvers<void>()
  github.faults.push({ match: COMMENT, until: promise })
  const waiting = comment()
  assert.equal(await comments(), 0)
  resolve()
  await waiting
  assert.equal(await comments(), 1)
})
