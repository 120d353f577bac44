import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { GitHub } from '../../github/github.ts'
import { mergeCommit } from '../../github/pulls/sync.ts'
import { appToken, openScene } from './scene.ts'

const BRANCH = 'contender/retrain/delay'

/** A commit of ann's on a branch, with the files of main. */
async function commit(github: GitHub, branch: string): Promise<string> {
  const ann = github.userToken('ann')
  const [tip, tree] = [await github.git.line('rev-parse', branch), await github.git.line('rev-parse', 'main^{tree}')]
  const wanted = { message: 'Mine', tree, parents: [tip] }
  const { sha } = (await github.request('POST', '/repos/acme/models/git/commits', wanted, ann)).body as { sha: string }
  await github.request('PATCH', `/repos/acme/models/git/refs/heads/${branch}`, { sha }, ann)
  return sha
}

/** As the button "Update branch" does. */
async function updateBranch({ git, world }: GitHub): Promise<string> {
  const [tip, main] = [await git.line('rev-parse', BRANCH), await git.line('rev-parse', 'main')]
  const tree = (await git.text('merge-tree', '--write-tree', tip, main)).trim()
  const sha = await mergeCommit(world, tree, [tip, main], `Merge branch 'main' into ${BRANCH}`, 'ann')
  await git.text('update-ref', `refs/heads/${BRANCH}`, sha)
  return sha
}

test('what GitHub merges into the branch by "Update branch" is no commit of a person', async (t) => {
  const { github, pulls, retrain } = await openScene(t)
  const token = appToken(github)
  await retrain('retrain --model delay --at 2026-03-28', { token })
  await commit(github, 'main')
  const merged = await updateBranch(github)
  const again = await retrain('retrain --model delay --at 2026-03-30 --force', { token })
  assert.match(again.out, /Pull request #1 was brought up to date/, again.error)
  assert.ok(await github.git.yes('merge-base', '--is-ancestor', merged, BRANCH))
  const squashed = await github.request('PUT', '/repos/acme/models/pulls/1/merge', { merge_method: 'squash' })
  assert.equal(squashed.status, 200)
  const later = await retrain('retrain --model delay --at 2026-04-01 --force', { token })
  assert.match(later.out, /has a challenger that won|stays|learned from rows/, later.error)
  assert.ok((await pulls()).length <= 2)
})

test('a conflict that somebody resolves at GitHub is theirs, though GitHub signs the merge', async (t) => {
  const { github, retrain } = await openScene(t)
  const { git, world } = github
  const token = appToken(github)
  await retrain('retrain --model delay --at 2026-03-28', { token })
  await commit(github, 'main')
  const [tip, main] = [await git.line('rev-parse', BRANCH), await git.line('rev-parse', 'main')]
  const content = `${await git.text('show', `${BRANCH}:contender.windows.yml`)}# Typed by ann\n`
  const entry = { path: 'contender.windows.yml', mode: '100644', type: 'blob', content }
  const wanted = { base_tree: await git.line('rev-parse', `${BRANCH}^{tree}`), tree: [entry] }
  const { body } = await github.request('POST', '/repos/acme/models/git/trees', wanted)
  const { sha: tree } = body as { sha: string }
  const resolved = await mergeCommit(world, tree, [tip, main], `Merge branch 'main' into ${BRANCH}`, 'ann')
  await git.text('update-ref', `refs/heads/${BRANCH}`, resolved)
  const { out } = await retrain('retrain --model delay --at 2026-03-30 --force', { token })
  assert.match(out, new RegExp(`is not trained anew: ann has committed ${resolved.slice(0, 7)} to the branch`))
  assert.equal(await git.line('rev-parse', BRANCH), resolved)
})

test('a commit that somebody makes as a merge is theirs: GitHub has not signed it', async (t) => {
  const { github, retrain } = await openScene(t)
  const token = appToken(github)
  await retrain('retrain --model delay --at 2026-03-28', { token })
  await commit(github, 'main')
  github.world.signed.delete(await updateBranch(github))
  const { out } = await retrain('retrain --model delay --at 2026-03-30 --force', { token })
  assert.match(out, /is not trained anew: ann has committed/)
})

test('once the pull request with a commit of a person is closed the branch begins anew, and from its head alone', async (t) => {
  const { github, openIssue, pulls, retrain } = await openScene(t)
  const token = appToken(github)
  await openIssue()
  await retrain('retrain --model delay --at 2026-03-28', { token })
  const [pull] = await pulls()
  const mine = await commit(github, BRANCH)
  const stopped = await retrain('retrain --model delay --at 2026-03-30 --force', { token })
  assert.match(stopped.out, /is not trained anew: ann has committed .*\n {2}#1 was told\./, stopped.error)
  const { body } = await github.request('GET', '/repos/acme/models/issues/1/comments')
  assert.match((body as { body: string }[])[0]!.body, /\*\*delay\*\* is not trained anew: ann has committed/)
  await github.request('PATCH', `/repos/acme/models/pulls/${pull!.number}`, { state: 'closed' })

  // What is in no pull request is not overwritten.
  const late = await commit(github, BRANCH)
  const held = await retrain('retrain --model delay --at 2026-03-30 --force', { token })
  assert.match(held.out, /is not trained anew: ann has committed/, held.error)
  assert.equal(await github.git.line('rev-parse', BRANCH), late)
  await github.git.text('update-ref', `refs/heads/${BRANCH}`, mine)

  const anew = await retrain('retrain --model delay --at 2026-03-30 --force', { token })
  assert.match(anew.out, /has a challenger that won/, anew.error)
  const main = await github.git.line('rev-parse', 'main')
  assert.equal(await github.git.line('rev-parse', `${BRANCH}^@`), main)
  assert.deepEqual(
    (await pulls()).map(({ state }) => state),
    ['closed', 'open'],
  )
})
