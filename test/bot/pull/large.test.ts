import assert from 'node:assert/strict'
import test from 'node:test'
import { paged } from '../../github/pages.ts'
import { pullScene } from './pull-scene.ts'

const pages = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`docs/${at}.md`, `${at}\n`]))

test('look: beyond the 300 files of a comparison the pull request’s own list is read, by pages', async (t) => {
  // Sorted behind all others.
  const change = { ...pages(301), 'train.py': 'print(2)\n' }
  const { checks, look } = await pullScene(t, { change })
  assert.deepEqual(await look(), [7 + 4, 2])
  assert.equal((await checks()).metrics!.status, 'in_progress')
})

test('look: beyond the 3,000 files that GitHub names somebody has to look at what judges it', async (t) => {
  const { checks, comments, github, look } = await pullScene(t, { change: pages(300) })
  // Thirty pages of the same hundred files.
  github.world.before.push(async (call, route) => {
    if (route !== 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files') return undefined
    const { body } = await github.request('GET', `${call.path}?per_page=100`)
    return paged(github.world, call, Array(30).fill(body).flat())
  })
  assert.deepEqual((await look())[1], 3)
  const { governance, metrics } = await checks()
  assert.deepEqual(
    [metrics!.conclusion, metrics!.output.title],
    ['action_required', 'this change edits what judges it'],
  )
  assert.match(governance!.output.title, /missing: judged-by/)
  assert.match((await comments())[0]!.body, /`3000 files or more: GitHub names no more of them`/)
})

test('look: from the 250 commits on that GitHub names too: nobody knows all who made a part of it', async (t) => {
  const { checks, github, look, record } = await pullScene(t)
  const head = await github.git.line('rev-parse', 'change')
  const commits = Array.from(
    // With the one that is there already.
    { length: 249 },
    () => 'commit refs/heads/change\ncommitter A <a@b.c> 1 +0000\ndata 1\nx\n',
  )
  await github.git.write(`reset refs/heads/change\nfrom ${head}\n${commits.join('')}`, 'fast-import', '--quiet')
  await look()
  const found = await checks(await github.git.line('rev-parse', 'change'))
  assert.match(found.governance!.output.summary, /`judged-by`/)
  assert.match(found.metrics!.output.summary, /`250 commits or more: GitHub names no more of them`/)
  // So anybody may be one of them, and nobody can sign for it.
  await record({ item: 'judged-by', head: await github.git.line('rev-parse', 'change') })
  await look()
  const { governance } = await checks(await github.git.line('rev-parse', 'change'))
  assert.equal(governance!.output.title, '0 of 1 met; the rest waits for the run')
  assert.match(governance!.output.summary, /`@bob` may have made a part of this change, which may have more commits/)
})
