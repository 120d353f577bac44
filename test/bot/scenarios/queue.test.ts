import assert from 'node:assert/strict'
import test from 'node:test'
import { good, reportOf, worse } from './reports.ts'
import { type Scene, scene } from './scene.ts'

type Group = Awaited<ReturnType<Scene['github']['queuePulls']>>

/** The run of a merge group, with what it leaves. */
async function judgeGroup({ github, settle, upload }: Scene, group: Group, models = [good()]): Promise<void> {
  const headBranch = group.head_ref.replace('refs/heads/', '')
  const { id } = await github.addRun({ headSha: group.head_sha, headBranch, event: 'merge_group' })
  upload(id, reportOf(group.head_sha, group.base_sha, { models }))
  await github.finishRun(id)
  await settle()
}

test('in a merge queue the group’s own run judges, and what was signed on the pull request carries over', async (t) => {
  const at = await scene(t)
  const { checks, github, judge, number, say, settle } = at
  await judge()
  await say('bob', '/contender sign ready')
  const group = await github.queuePulls([number])
  await settle()
  assert.deepEqual(await checks(group.head_sha), {
    metrics: 'in_progress: waiting for the workflow to start',
    governance: 'success: 1 of 1 met',
  })
  await judgeGroup(at, group)
  assert.deepEqual(await checks(group.head_sha), { metrics: 'success: passed', governance: 'success: 1 of 1 met' })
})

test('a merge group fails by its own numbers, and asks for what one of its pull requests lacks', async (t) => {
  const at = await scene(t)
  const { act, addRun, check, checks, github, judge, number, push, say, settle, tipOf, upload } = at
  await judge()
  await say('bob', '/contender sign ready')
  await act('ann', 'POST', 'git/refs', { ref: 'refs/heads/second', sha: await tipOf('main') })
  const second = await push({ 'models/fare.onnx': 'two' }, { branch: 'second' })
  const other = await github.openPullRequest({ head: 'second' })
  const { id } = await addRun({ headSha: second, headBranch: 'second' })
  upload(id, reportOf(second, await tipOf('main'), { models: [good('fare')] }))
  await github.finishRun(id)
  const group = await github.queuePulls([number, other.number], { method: 'squash' })
  await settle()
  await judgeGroup(at, group, [good('delay'), worse('fare')])
  assert.deepEqual(await checks(group.head_sha), {
    metrics: 'failure: a gate or a check of the data failed',
    governance: 'action_required: 1 of 2 met; missing: ready',
  })
  const { summary } = (await check('governance', group.head_sha)).output
  const [one, two] = [number, other.number].map((pull) => `pull request ${pull}\\]\\(.*\\): `)
  assert.match(summary, new RegExp(`${one}all of 1 met\n.*${two}missing: \`ready\``))
})
