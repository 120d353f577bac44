import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folderWith } from '../../folder.ts'
import { bareGit } from '../bare-git.ts'
import { scene } from '../routes/scene.ts'

const as = (url: string, token: string) => url.replace('http://', `http://x-access-token:${token}@`)

/** Git at somebody's machine, that asks for no password. */
async function clientGit(t: Parameters<typeof scene>[0], url: string) {
  const git = bareGit(await folderWith(t), { GIT_TERMINAL_PROMPT: '0' })
  await git.text('init', '--quiet', '--initial-branch=main')
  await git.text('remote', 'add', 'origin', url)
  return git
}

test('git over HTTP: a shallow fetch of the merge commit, and of a commit by its name', async (t) => {
  const { change, github, main } = await scene(t)
  const { mergeSha } = await github.openPullRequest({ head: 'change' })
  const git = await clientGit(t, github.cloneUrl)
  await git.text('fetch', '--quiet', '--depth=1', 'origin', 'refs/pull/1/merge')
  assert.equal(await git.line('rev-parse', 'FETCH_HEAD'), mergeSha)
  assert.deepEqual(await git.lines('rev-list', 'FETCH_HEAD'), [mergeSha])
  await git.text('fetch', '--quiet', '--depth=1', 'origin', main)
  assert.equal(await git.line('rev-parse', 'FETCH_HEAD'), main)
  await git.text('fetch', '--quiet', '--depth=2', 'origin', 'refs/pull/1/merge')
  assert.deepEqual(await git.line('rev-parse', 'FETCH_HEAD^1', 'FETCH_HEAD^2'), `${main}\n${change}`)
})

test('git over HTTP: pushing takes a token that may write contents', async (t) => {
  const { github } = await scene(t)
  const git = await clientGit(t, github.cloneUrl)
  await git.text('fetch', '--quiet', 'origin', 'main')
  const push = (token: string, ref: string) =>
    git.text('push', '--quiet', as(github.cloneUrl, token), `FETCH_HEAD:${ref}`)
  const reader = github.jobToken({ permissions: { contents: 'read' } })
  await assert.rejects(push(reader, 'refs/heads/new'), /403/)
  await assert.rejects(push('nobody', 'refs/heads/new'), /Authentication failed/)
  await assert.rejects(git.text('push', '--quiet', 'origin', 'FETCH_HEAD:refs/heads/new'), /could not read Username/)
  const writer = github.jobToken({ permissions: { contents: 'write' } })
  await push(writer, 'refs/heads/new')
  assert.ok(await github.git.yes('rev-parse', 'refs/heads/new'))
  await assert.rejects(push(writer, 'refs/pull/9/head'), /deny updating a hidden ref/)
})

test('git over HTTP: a private repository is cloned with the header that actions/checkout sets', async (t) => {
  const { github, main } = await scene(t, { private: true })
  const git = await clientGit(t, github.cloneUrl)
  const fetch = (token: string) => {
    const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
    const header = `http.${github.url}/.extraheader=AUTHORIZATION: basic ${basic}`
    return git.text('-c', header, 'fetch', '--quiet', '--depth=1', 'origin', 'main')
  }
  await assert.rejects(git.text('fetch', '--quiet', 'origin', 'main'), /could not read Username/)
  await assert.rejects(fetch(github.jobToken({ permissions: { issues: 'read' } })), /not found/)
  await fetch(github.jobToken({ permissions: { contents: 'read' } }))
  assert.equal(await git.line('rev-parse', 'FETCH_HEAD'), main)
})

test('git over HTTP: a fork has branches of its own, which its owner pushes', async (t) => {
  const { github } = await scene(t)
  const fork = github.cloneUrl.replace('acme', 'mallory')
  const git = await clientGit(t, fork)
  await git.text('fetch', '--quiet', github.cloneUrl, 'main')
  const push = (login: string) =>
    git.text('push', '--quiet', as(fork, github.userToken(login)), 'FETCH_HEAD:refs/heads/work')
  await assert.rejects(push('ann'), /403/)
  await push('mallory')
  assert.match(await git.text('ls-remote', fork), /^\w+\trefs\/heads\/work\n$/)
  assert.doesNotMatch(await git.text('ls-remote', github.cloneUrl), /work|namespaces/)
})
