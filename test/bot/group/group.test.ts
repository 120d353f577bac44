import assert from 'node:assert/strict'
import test from 'node:test'
import { lookAtGroup } from '../../../bot/group/look-at-group.ts'
import type { MergeGroup } from '../../../core/pull-request/merge-group.ts'
import { CONFIG, type PullScene, pullScene, uploadOn } from '../pull/pull-scene.ts'

const SIGNED = {
  'contender.yml': CONFIG.replace(
    'policy: none',
    'policy: none, items: [{ id: ready, text: Ready to ship, sign: maintain }]',
  ),
}

/** A run of the group that is over and has left this report. */
async function judgeGroup({ github }: PullScene, { base_sha, head_ref, head_sha }: MergeGroup, report: object = {}) {
  const headBranch = head_ref.replace('refs/heads/', '')
  const { id } = await github.addRun({ headSha: head_sha, headBranch, event: 'merge_group' })
  await uploadOn(github, id, { head_sha, ...report }, base_sha)
  await github.finishRun(id)
}

/** A group of another pull request, of a README alone, on top of the group of the scene's own. */
async function queueOnTop({ github, number, push }: PullScene): Promise<MergeGroup> {
  const main = await github.git.line('rev-parse', 'main')
  await github.request('POST', '/repos/acme/models/git/refs', { ref: 'refs/heads/second', sha: main })
  await push({ 'README.md': 'More\n' }, 'second')
  const other = await github.openPullRequest({ head: 'second' })
  const first = await github.queuePulls([number])
  return github.queuePulls([other.number], { onto: first.head_sha })
}

test('look: a merge group has both checks at once; its own run judges, and what was signed carries over', async (t) => {
  const scene = await pullScene(t, { base: SIGNED })
  const { access, checks, github, judge, look, number, record } = scene
  await judge()
  await record({ item: 'ready' })
  await look()
  const group = await github.queuePulls([number])
  await lookAtGroup(access, group)
  const waiting = await checks(group.head_sha)
  assert.deepEqual([waiting.metrics!.status, waiting.governance!.conclusion], ['in_progress', 'success'])
  await judgeGroup(scene, group)
  await lookAtGroup(access, group)
  const { governance, metrics } = await checks(group.head_sha)
  assert.deepEqual([metrics!.conclusion, governance!.conclusion], ['success', 'success'])
  const since = github.calls.length
  await lookAtGroup(access, group)
  assert.equal(github.count('writes', since), 0)
})

test('look: a merge group waits for the run of its pull request where only that can tell what is asked', async (t) => {
  const config = CONFIG.replace('inputs: [train.py]', 'inputs: []')
  const scene = await pullScene(t, { base: { 'contender.yml': config }, change: { 'lib.py': 'print(3)\n' } })
  const { access, checks, github, judge, look, number } = scene
  const run = await judge()
  await look()
  const group = await github.queuePulls([number])
  await lookAtGroup(access, group)
  const before = (await checks(group.head_sha)).governance!
  assert.equal(before.conclusion, 'success', before.output.title)
  await github.rerun(run, 'bob')
  await lookAtGroup(access, group)
  const { governance } = await checks(group.head_sha)
  assert.deepEqual([governance!.status, governance!.output.title], ['in_progress', 'waiting for the run'])
})

test('look: in a merge group the report of a pull request’s own run counts for nothing, and a worse one of the group’s fails', async (t) => {
  const scene = await pullScene(t)
  const { access, checks, github, judge, number } = scene
  await judge()
  const group = await github.queuePulls([number])
  const { id } = await github.addRun({ headSha: group.head_sha, event: 'pull_request' })
  await uploadOn(github, id, { head_sha: group.head_sha })
  await github.finishRun(id)
  await lookAtGroup(access, group)
  assert.equal((await checks(group.head_sha)).metrics!.status, 'in_progress')
  await judgeGroup(scene, group, { models: [], outcome: 'pass', untouched: ['delay'] })
  await lookAtGroup(access, group)
  assert.equal((await checks(group.head_sha)).metrics!.conclusion, 'action_required')
})

test('look: a merge group asks for the sign-offs of each of its pull requests, whether they are merged or squashed', async (t) => {
  const scene = await pullScene(t, { base: SIGNED })
  const { access, checks, github, judge, number, push, record } = scene
  await judge()
  const main = await github.git.line('rev-parse', 'main')
  await github.request('POST', '/repos/acme/models/git/refs', { ref: 'refs/heads/second', sha: main })
  const second = await push({ 'train.py': 'print(2)\n' }, 'second')
  const other = await github.openPullRequest({ head: 'second' })
  const { id } = await github.addRun({ headSha: second, headBranch: 'second' })
  await uploadOn(github, id, { head_sha: second })
  await github.finishRun(id)
  await record({ item: 'ready' })
  for (const method of ['merge', 'squash'] as const) {
    const group = await github.queuePulls([number, other.number], { method })
    await lookAtGroup(access, group)
    const { governance } = await checks(group.head_sha)
    assert.equal(governance!.conclusion, 'action_required')
    assert.match(
      governance!.output.summary,
      /pull request 1\]\(.*\): all of 1 met\n.*pull request 2\]\(.*\): missing: `ready`/,
    )
  }
  await record({ item: 'ready', pull: other.number, head: second })
  const group = await github.queuePulls([number, other.number], { method: 'squash' })
  await lookAtGroup(access, group)
  assert.equal((await checks(group.head_sha)).governance!.conclusion, 'success')
})

test('look: a commit of a merge group that belongs to no pull request is for a person', async (t) => {
  const scene = await pullScene(t)
  const { access, checks, github, number, push } = scene
  await github.request('POST', '/repos/acme/models/git/refs', {
    ref: 'refs/heads/gh-readonly-queue/main/stray',
    sha: await github.git.line('rev-parse', 'main'),
  })
  // It claims to be of the pull request that everybody has signed for; only GitHub's own word counts.
  const stray = await push({ 'train.py': 'print(3)\n' }, 'gh-readonly-queue/main/stray')
  const base_sha = await github.git.line('rev-parse', 'main')
  const { head_sha } = await github.queuePulls([number], { onto: stray })
  const head_ref = `refs/heads/gh-readonly-queue/main/pr-${number}-${base_sha}`
  await lookAtGroup(access, { head_sha, base_sha, head_ref, base_ref: 'refs/heads/main' })
  const { governance } = await checks(head_sha)
  assert.equal(governance!.conclusion, 'action_required')
  assert.ok(governance!.output.summary.includes(stray))
})

test('look: a gate that was accepted on the pull request is an exception in its merge group too', async (t) => {
  const base = { 'contender.yml': CONFIG.replace('min: 0.65', 'min: 0.9') }
  const scene = await pullScene(t, { base })
  const { access, checks, github, judge, number, record } = scene
  await judge()
  await record({
    action: 'governance.accept',
    model: 'delay',
    gate: 'delay/roc_auc-min',
    reason: 'Better than nothing',
  })
  const group = await github.queuePulls([number])
  await judgeGroup(scene, group)
  await lookAtGroup(access, group)
  const { metrics } = await checks(group.head_sha)
  assert.deepEqual([metrics!.conclusion, metrics!.output.title], ['success', 'passed with 1 exception'])
})

test('look: a group on top of another is judged by what it adds, and asks for the sign-offs of both', async (t) => {
  const scene = await pullScene(t, { base: SIGNED })
  const { access, checks, judge, record } = scene
  await judge()
  const group = await queueOnTop(scene)
  await lookAtGroup(access, group)
  // Its own pull request touches no model, so that nothing is asked of it.
  const before = await checks(group.head_sha)
  assert.deepEqual(
    [before.metrics!.output.title, before.governance!.conclusion],
    ['no model touched', 'action_required'],
  )
  await record({ item: 'ready' })
  await lookAtGroup(access, group)
  assert.equal((await checks(group.head_sha)).governance!.conclusion, 'success')
})

/** More files than a comparison names; they stand before all others. */
const MANY = Object.fromEntries(Array.from({ length: 301 }, (_, at) => [`docs/${at}.md`, `${at}\n`]))

test('look: a group that changes more files than a comparison names touches what its pull requests touch', async (t) => {
  const scene = await pullScene(t, { change: { ...MANY, 'train.py': 'print(2)\n' } })
  const { access, checks, github, number } = scene
  const group = await github.queuePulls([number])
  await lookAtGroup(access, group)
  assert.equal((await checks(group.head_sha)).metrics!.output.title, 'waiting for the workflow to start')
})

test('look: where a group has more files than are named, and a commit of nobody’s, both its checks are for a person', async (t) => {
  const { access, checks, github, number, push } = await pullScene(t, { change: { 'README.md': 'More\n' } })
  const base_sha = await github.git.line('rev-parse', 'main')
  const ref = 'refs/heads/gh-readonly-queue/main/stray'
  await github.request('POST', '/repos/acme/models/git/refs', { ref, sha: base_sha })
  const onto = await push({ ...MANY, 'models/delay.onnx': 'three' }, 'gh-readonly-queue/main/stray')
  const { head_ref, head_sha } = await github.queuePulls([number], { onto })
  await lookAtGroup(access, { head_sha, base_sha, head_ref, base_ref: 'refs/heads/main' })
  const { governance, metrics } = await checks(head_sha)
  assert.deepEqual([metrics!.conclusion, governance!.conclusion], ['action_required', 'action_required'])
})

test('look: a group that is merged while the one upon it is looked at leaves no commit unknown', async (t) => {
  const scene = await pullScene(t)
  const { access, checks, github, number } = scene
  const group = await queueOnTop(scene)
  // The comparison is answered, then the first group is merged, then the list of open ones, if that is asked for yet.
  let isCompared = false
  let merged: Promise<unknown> | undefined
  github.world.before.push(async (call, route) => {
    if (route === 'GET /repos/{owner}/{repo}/compare/{basehead}' && !isCompared) {
      isCompared = true
      const answer = github.request('GET', call.path)
      merged = answer.then(async () => {
        await github.git.text('update-ref', 'refs/heads/main', group.base_sha)
        await github.request('PATCH', `/repos/acme/models/pulls/${number}`, { state: 'closed' })
      })
      return answer
    }
    if (route === 'GET /repos/{owner}/{repo}/pulls') await merged
    return undefined
  })
  await lookAtGroup(access, group)
  await merged
  assert.equal((await checks(group.head_sha)).governance!.conclusion, 'success')
})
