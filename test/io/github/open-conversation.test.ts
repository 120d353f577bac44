import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { githubClient } from '../../../core/io/github/client.ts'
import { openConversation } from '../../../core/io/github/open-conversation.ts'
import { markComment } from '../../../core/pull-request/comment-state.ts'
import type { WantedComment } from '../../../core/pull-request/decide-comment.ts'
import { keepComment } from '../../../core/pull-request/keep-comment.ts'
import { scene } from '../../github/routes/scene.ts'

const COMMENTS = '/repos/{owner}/{repo}/issues/{issue_number}/comments'

/** A pull request, and writers of its comment whose seconds are milliseconds. */
async function pullRequest(t: TestContext) {
  const { at, change, github } = await scene(t)
  const { number } = await github.openPullRequest({ head: 'change' })
  const waits: number[] = []
  const wanted = (run: number): WantedComment => {
    const state = { v: 1, head: change, run, attempt: 1, by: 'action' } as const
    return { state, body: `${markComment(state)}\nRun ${run}`, create: true }
  }
  const open = (patience = 900) => {
    const token = github.jobToken({ permissions: { pull_requests: 'write' } })
    const onWait = (seconds: number) => waits.push(seconds)
    const client = githubClient({ ...at, url: github.url, token, second: 1, patience, onWait, repeat: 'reads' })
    return openConversation(client, { ...at, number, token })
  }
  const bodies = async () => {
    const { body } = await github.request('GET', `/repos/acme/models/issues/${number}/comments?per_page=100`)
    return (body as { body: string }[]).map(({ body }) => body)
  }
  const keep = (run: number, patience?: number) => keepComment(open(patience), wanted(run), change)
  return { bodies, change, github, keep, open, number, waits, wanted }
}

test('writers that come at once leave one comment at GitHub', async (t) => {
  const { bodies, keep } = await pullRequest(t)
  const kept = await Promise.all([1, 2, 3, 4].map((run) => keep(run)))
  assert.equal((await bodies()).length, 1)
  assert.ok(kept.every(({ did }) => did === 'created' || did === 'updated' || did === 'unchanged'))
})

test('what fails on GitHub’s side is tried again, and a lost answer makes no second comment', async (t) => {
  const { bodies, github, keep } = await pullRequest(t)
  github.faults.push({ match: `GET ${COMMENTS}`, status: 502, times: 2 }, { match: `POST ${COMMENTS}`, drop: 'after' })
  await keep(1)
  assert.equal((await bodies()).length, 1)
})

test('GitHub’s wait is kept before a write, told, and followed by another look', async (t) => {
  const { bodies, github, keep, waits } = await pullRequest(t)
  github.faults.push({ match: `POST ${COMMENTS}`, secondary: 37 })
  const since = github.calls.length
  assert.equal((await keep(1)).did, 'created')
  assert.deepEqual(waits, [37])
  assert.equal((await bodies()).length, 1)
  const routes = github.calls.slice(since).map(({ method, route, status }) => `${method} ${route.slice(-14)} ${status}`)
  assert.deepEqual(routes.slice(0, 5), [
    'GET mber}/comments 200',
    'POST mber}/comments 403',
    'GET /{pull_number} 200',
    'GET mber}/comments 200',
    'POST mber}/comments 201',
  ])
})

test('what became out of date during a wait is not written', async (t) => {
  const { bodies, change, github, open, wanted, waits } = await pullRequest(t)
  github.faults.push({ match: `POST ${COMMENTS}`, secondary: 600 })
  const conversation = open()
  const moved = { ...conversation, head: async () => 'f'.repeat(40) }
  assert.deepEqual(await keepComment(moved, wanted(1), change), { did: 'none', because: 'older head' })
  assert.deepEqual(waits, [600])
  assert.deepEqual(await bodies(), [])
})

test('a wait that is longer than a job has patience for is told instead', async (t) => {
  const { bodies, github, keep, waits } = await pullRequest(t)
  github.faults.push({ match: `GET ${COMMENTS}`, secondary: 1000 })
  await assert.rejects(keep(1), {
    name: 'UserError',
    message: /the comments of #1: GET .* answered with 403.*secondary/,
  })
  assert.deepEqual([waits, await bodies()], [[], []])
})

test('a comment that is deleted before it is edited is made again', async (t) => {
  const { bodies, change, github, keep, number, open, wanted } = await pullRequest(t)
  await keep(1)
  const conversation = open()
  const { update } = conversation
  const deleting: typeof update = async (comment, body) => {
    await github.request('DELETE', `/repos/acme/models/issues/comments/${comment.id}`)
    return update(comment, body)
  }
  const kept = await keepComment({ ...conversation, update: deleting }, wanted(2), change)
  assert.equal(kept.did, 'created')
  assert.deepEqual(await bodies(), [wanted(2).body])
  assert.equal(number, 1)
})
