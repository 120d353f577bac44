import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folderWith } from '../../folder.ts'
import { bareGit } from '../bare-git.ts'
import type { GitHub } from '../github.ts'
import { scene } from '../routes/scene.ts'
import type { WorldEvent } from '../world.ts'

const PERSON = { GIT_AUTHOR_NAME: 'Ann', GIT_AUTHOR_EMAIL: 'ann@example.com' }
const ENVIRONMENT = { ...PERSON, GIT_COMMITTER_NAME: 'Ann', GIT_COMMITTER_EMAIL: 'ann@example.com' }

/** A commit on a branch of acme/models, pushed over HTTP as ann would. */
async function push(t: Parameters<typeof scene>[0], { cloneUrl, userToken }: GitHub, branch: string, text: string) {
  const git = bareGit(await folderWith(t, { 'new.txt': text }), ENVIRONMENT)
  const url = cloneUrl.replace('http://', `http://x-access-token:${userToken('ann')}@`)
  await git.text('init', '--quiet')
  await git.text('fetch', '--quiet', url, branch)
  await git.text('reset', '--quiet', 'FETCH_HEAD')
  await git.text('checkout', '--quiet', '--', '.')
  await git.text('add', '--all')
  await git.text('commit', '--quiet', '--message', text)
  await git.text('push', '--quiet', url, `HEAD:refs/heads/${branch}`)
  return git.line('rev-parse', 'HEAD')
}

const brief = ({ action, name }: WorldEvent) => `${name} ${action ?? ''}`.trim()

test('pulls: one shows its files, commits and counts, and the commit that a runner checks out', async (t) => {
  const { ann, at, change, github, main } = await scene(t)
  const { mergeSha, number: pull_number } = await github.openPullRequest({ head: 'change' })
  const { data } = await ann.pulls.get({ ...at, pull_number })
  assert.deepEqual([data.head.sha, data.base.sha, data.merge_commit_sha], [change, main, mergeSha])
  assert.deepEqual([data.mergeable, data.commits, data.changed_files, data.additions], [true, 1, 1, 1])
  const { data: files } = await ann.pulls.listFiles({ ...at, pull_number })
  assert.deepEqual(
    files.map(({ filename, patch, status }) => [filename, status, patch]),
    [['model.txt', 'modified', '@@ -1 +1 @@\n-a\n+b']],
  )
  const { data: list } = await ann.pulls.listCommits({ ...at, pull_number })
  assert.deepEqual([list[0]!.sha, list[0]!.author!.login], [change, 'ann'])
  assert.equal(await github.git.line('rev-parse', `${mergeSha}^1`, `${mergeSha}^2`), `${main}\n${change}`)
})

test('pulls: a push moves the head, and is told as one', async (t) => {
  const { ann, at, change, github, main } = await scene(t)
  const { mergeSha, number: pull_number } = await github.openPullRequest({ head: 'change' })
  const events: WorldEvent[] = []
  github.world.listeners.push((event) => events.push(event))
  const sha = await push(t, github, 'change', 'more')
  assert.deepEqual(events.map(brief), ['push', 'pull_request synchronize'])
  assert.deepEqual([events[1]!.payload.before, events[1]!.payload.after], [change, sha])
  const { data } = await ann.pulls.get({ ...at, pull_number })
  assert.deepEqual([data.head.sha, data.base.sha, data.changed_files, data.commits], [sha, main, 2, 2])
  assert.notEqual(data.merge_commit_sha, mergeSha)
  assert.equal(await github.git.line('rev-parse', `refs/pull/${pull_number}/head`), sha)
  assert.equal(await github.git.line('rev-parse', `refs/pull/${pull_number}/merge^2`), sha)
})

test('pulls: a base that moves makes the merge anew, and neither head nor base of what is shown', async (t) => {
  const { ann, at, change, github, main } = await scene(t)
  const { number: pull_number } = await github.openPullRequest({ head: 'change' })
  const tip = await push(t, github, 'main', 'elsewhere')
  const { data } = await ann.pulls.get({ ...at, pull_number })
  assert.deepEqual([data.head.sha, data.base.sha, data.changed_files], [change, main, 1])
  assert.equal(await github.git.line('rev-parse', `${data.merge_commit_sha}^1`), tip)
})

test('pulls: one that conflicts has no merge, and cannot be merged', async (t) => {
  const { ann, at, github } = await scene(t)
  await push(t, github, 'change', 'one')
  await push(t, github, 'main', 'two')
  const { mergeSha, number: pull_number } = await github.openPullRequest({ head: 'change' })
  assert.equal(mergeSha, undefined)
  assert.equal((await ann.pulls.get({ ...at, pull_number })).data.mergeable, false)
  await assert.rejects(ann.pulls.merge({ ...at, pull_number }), { status: 405 })
})

test('pulls: a merge moves the base to the commit of both, and only from the head that was looked at', async (t) => {
  const { ann, at, change, github, main } = await scene(t)
  const { number: pull_number } = await github.openPullRequest({ head: 'change' })
  const events: WorldEvent[] = []
  github.world.listeners.push((event) => events.push(event))
  await assert.rejects(ann.pulls.merge({ ...at, pull_number, sha: main }), { status: 409 })
  const { data } = await ann.pulls.merge({ ...at, pull_number, sha: change })
  assert.equal(await github.git.line('rev-parse', 'main', 'main^1', 'main^2'), `${data.sha}\n${main}\n${change}`)
  assert.deepEqual(events.map(brief).toSorted(), ['pull_request closed', 'push'])
  const { data: closed } = await ann.pulls.get({ ...at, pull_number })
  assert.deepEqual(
    [closed.state, closed.merged, closed.merge_commit_sha, closed.mergeable],
    ['closed', true, data.sha, null],
  )
})

test('pulls: what GitHub refuses is refused', async (t) => {
  const { ann, at, github } = await scene(t)
  const open = (head: string, base = 'main') => ann.pulls.create({ ...at, title: 'x', head, base })
  await assert.rejects(open('nothing'), { status: 422, message: /Validation Failed.*"head"/ })
  await assert.rejects(open('change', 'nothing'), { status: 422, message: /"base"/ })
  await assert.rejects(open('main', 'change'), { status: 422, message: /No commits between/ })
  await github.openPullRequest({ head: 'change' })
  await assert.rejects(open('change'), { status: 422, message: /already exists for acme:change/ })
})

test('pulls: they are found by head, by state and by a commit of theirs', async (t) => {
  const { ann, at, change, github } = await scene(t)
  const { number } = await github.openPullRequest({ head: 'change' })
  const heads = async (query: object) => (await ann.pulls.list({ ...at, ...query })).data.map(({ head }) => head.sha)
  assert.deepEqual(await heads({ head: 'acme:change' }), [change])
  assert.deepEqual(await heads({ head: 'acme:other' }), [])
  const { data } = await ann.repos.listPullRequestsAssociatedWithCommit({ ...at, commit_sha: change })
  assert.deepEqual(
    data.map((pull) => pull.number),
    [number],
  )
  await ann.pulls.update({ ...at, pull_number: number, state: 'closed' })
  assert.deepEqual([await heads({}), await heads({ state: 'closed' })], [[], [change]])
})
