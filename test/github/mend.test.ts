import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AT, scene } from './routes/scene.ts'

test('mend: what the emulator keeps has the times of the test’s clock', async (t) => {
  const { ann, at, github } = await scene(t)
  const { data } = await ann.issues.create({ ...at, title: 'x' })
  assert.equal(data.created_at, '2026-11-02T09:00:00Z')
  github.setClock(AT + 60_000)
  const { data: changed } = await ann.issues.update({ ...at, issue_number: data.number, title: 'y' })
  assert.deepEqual([changed.created_at, changed.updated_at], ['2026-11-02T09:00:00Z', '2026-11-02T09:01:00Z'])
})

test('mend: pages of the emulator link to each other here', async (t) => {
  const { ann, at, github } = await scene(t)
  const { number: issue_number } = await github.openPullRequest({ head: 'change' })
  const token = github.userToken('bob')
  for (const body of ['one', 'two', 'three'])
    await github.request('POST', `/repos/acme/models/issues/${issue_number}/comments`, { body }, token)
  const first = await ann.issues.listComments({ ...at, issue_number, per_page: 1 })
  assert.ok(first.headers.link!.includes(`<${github.url}/repos/acme/models/issues/1/comments?per_page=1&page=2>`))
  const comments = await ann.paginate(ann.issues.listComments, { ...at, issue_number, per_page: 1 })
  assert.deepEqual(
    comments.map(({ body, user }) => [user!.login, body]),
    [
      ['bob', 'one'],
      ['bob', 'two'],
      ['bob', 'three'],
    ],
  )
})
