import assert from 'node:assert/strict'
import test from 'node:test'
import { folderWith } from '../../folder.ts'
import { runStep } from '../runner/step.ts'
import { pullRequestScene, type Scene } from './scene.ts'

/** The action as a step of a job that has checked out nothing. */
async function step(t: Parameters<typeof runStep>[0], { environment }: Scene) {
  const { GITHUB_TOKEN: token = '', ...variables } = await environment()
  const inputs = { 'github-token': token }
  return runStep(t, 'comment', { workspace: await folderWith(t), environment: variables, inputs })
}

test('comment: as a step it is green whatever the report says, and hands over where the comment stands', async (t) => {
  const scene = await pullRequestScene(t)
  scene.upload()
  const { code, error, log, outputs, summary } = await step(t, scene)
  assert.equal(code, 0, log + error)
  assert.deepEqual([outputs.outcome, outputs.comment], ['pass', 'created'])
  assert.match(outputs['comment-url']!, /^http.*#issuecomment-\d+$/)
  assert.match(summary, /\[The comment on #1\]\(http\S+\) is created\./)
  assert.match(log, /^The comment on #1 is created/m)
})

test('comment: on a fork’s pull request the report is in the job’s summary', async (t) => {
  const scene = await pullRequestScene(t, { fork: true })
  scene.upload()
  const { code, error, log, outputs, summary } = await step(t, scene)
  assert.equal(code, 0, log + error)
  assert.deepEqual([outputs.comment, outputs['comment-url']], ['none', ''])
  assert.match(summary, /^## ❌ Contender: fail, a gate failed[\s\S]*No comment on #1: a run of a fork’s/)
  assert.match(log, /^No comment on #1: /m)
  assert.doesNotMatch(log, /::(error|warning)/)
})
