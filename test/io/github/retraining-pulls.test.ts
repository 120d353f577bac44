import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { branchInTheWay } from '../../../core/io/github/branch-in-the-way.ts'
import { githubClient } from '../../../core/io/github/client.ts'
import { moveBranch } from '../../../core/io/github/move-branch.ts'
import {
  allRetrainingPulls,
  newestHeads,
  openPullsOf,
  readOwnBranch,
} from '../../../core/io/github/retraining-pulls.ts'
import { markOwnCommit } from '../../../core/retrain/own-commit.ts'
import { PULL_MARK } from '../../../core/retrain/own-pull.ts'
import { scene } from '../../github/routes/scene.ts'

const BRANCH = 'contender/retrain/delay'
const FILES = { model: 'delay', windows: 'contender.windows.yml', file: 'models/delay.onnx' }

/** A GitHub with a branch `change` beside main, and what reads and writes it as ann. */
async function open(t: TestContext) {
  const { at, change, github } = await scene(t)
  const token = github.userToken('ann')
  const client = githubClient({ ...at, url: github.url, token, second: 1 })
  const ref = (name: string, sha = change) =>
    github.request('POST', '/repos/acme/models/git/refs', { ref: `refs/heads/${name}`, sha })
  return { at, change, client, github, ref }
}

test('openPullsOf: those from the branch of the model to the default branch, of no fork and whoever opened them', async (t) => {
  const { at, client, github, ref } = await open(t)
  await ref('release', await github.git.line('rev-parse', 'main'))
  await ref(BRANCH)
  await github.openPullRequest({ head: BRANCH, fork: true, body: PULL_MARK })
  await ref(BRANCH)
  await ref(`${BRANCH}-2`)
  await github.openPullRequest({ head: BRANCH, base: 'release' })
  await github.openPullRequest({ head: `${BRANCH}-2` })
  assert.deepEqual(await openPullsOf(client, at, 'delay'), [])
  const { number } = await github.openPullRequest({ head: BRANCH, author: 'bob', body: 'Mine' })
  const [found, ...others] = await openPullsOf(client, at, 'delay')
  assert.deepEqual(others, [])
  assert.deepEqual(
    [found!.number, found!.author, found!.body, found!.model, found!.open],
    [number, 'bob', 'Mine', 'delay', true],
  )
  const all = await allRetrainingPulls(client, at)
  assert.deepEqual(all.map(({ model }) => model).sort(), ['delay', 'delay-2'])
  await github.request('PATCH', `/repos/acme/models/pulls/${number}`, { state: 'closed' })
  assert.deepEqual(await openPullsOf(client, at, 'delay'), [])
  assert.equal((await allRetrainingPulls(client, at)).filter(({ open }) => !open).length, 1)
})

test('openPullsOf: however many pull requests are newer, ours is found', async (t) => {
  const { at, client, github, ref } = await open(t)
  await ref(BRANCH)
  const { headSha, number } = await github.openPullRequest({ head: BRANCH })
  for (let at = 0; at < 101; at++) {
    await ref(`other-${at}`)
    await github.openPullRequest({ head: `other-${at}` })
  }
  assert.deepEqual(
    (await openPullsOf(client, at, 'delay')).map((pull) => pull.number),
    [number],
  )
  assert.deepEqual(
    (await allRetrainingPulls(client, at)).map((pull) => pull.number),
    [number],
  )
  assert.deepEqual(await newestHeads(client, at, 3), [headSha, headSha, headSha])
})

test('readOwnBranch: only commits that name their own tree are ours, whoever wrote them', async (t) => {
  const { at, client, github } = await open(t)
  assert.equal(await readOwnBranch(client, at, { base: 'main', files: FILES, name: BRANCH }), undefined)
  const main = await github.git.line('rev-parse', 'main')
  const tree = await github.git.line('rev-parse', 'change^{tree}')
  const commit = async (message: string, parent: string) => {
    const { data } = await client.rest.git.createCommit({ ...at, message, tree, parents: [parent] })
    return data.sha
  }
  const ours = await commit(markOwnCommit('Retrain delay', tree), main)
  assert.equal(await moveBranch(client, at, { name: BRANCH, from: undefined, to: ours }), true)
  const alone = await readOwnBranch(client, at, { base: 'main', files: FILES, name: BRANCH })
  assert.deepEqual(alone, { tip: ours, foreign: undefined })
  const mine = await commit('Retrain delay', ours)
  const last = await commit(markOwnCommit('Retrain delay', tree), mine)
  assert.equal(await moveBranch(client, at, { name: BRANCH, from: ours, to: last }), true)
  const mixed = await readOwnBranch(client, at, { base: 'main', files: FILES, name: BRANCH })
  assert.deepEqual(mixed, { tip: last, foreign: { sha: mine, author: 'ann' } })
})

test('moveBranch: a lost race is no error, a refusal is, and says what is in the way', async (t) => {
  const { at, change, client, github, ref } = await open(t)
  const main = await github.git.line('rev-parse', 'main')
  await ref(BRANCH, main)
  const move = (name: string, from: string | undefined, to = change) => moveBranch(client, at, { name, from, to })
  assert.equal(await move(BRANCH, undefined), false, 'somebody has made it')
  assert.equal(await move(BRANCH, undefined, main), true, 'an answer was lost')
  assert.equal(await move(BRANCH, main), true)
  assert.equal(await move(BRANCH, undefined, main), false)
  for (const name of [`${BRANCH}/late`, 'contender/retrain'])
    await assert.rejects(move(name, undefined), {
      message: `Git cannot keep the branch ${name} beside ${BRANCH}: rename or delete ${BRANCH}`,
    })
  const rule = { status: 422, body: { message: 'Repository rule violations found' } }
  github.faults.push({ match: 'PATCH /repos/{owner}/{repo}/git/refs/{ref}', ...rule })
  await assert.rejects(move(BRANCH, change, main), /Cannot use the branch .* Repository rule violations found/)
})

test('branchInTheWay: neither a branch with the same beginning nor the branch itself', async (t) => {
  const { at, client, ref } = await open(t)
  for (const name of [BRANCH, `${BRANCH}-2`]) await ref(name)
  assert.equal(await branchInTheWay(client, at, BRANCH), undefined)
  assert.equal(await branchInTheWay(client, at, `${BRANCH}-`), undefined)
  assert.equal(await branchInTheWay(client, at, `${BRANCH}/a/b`), BRANCH)
})
