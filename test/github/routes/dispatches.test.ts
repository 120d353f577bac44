import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scene } from './scene.ts'

test('dispatches: a workflow that is asked for with details answers with its run', async (t) => {
  const { at, bot, main } = await scene(t)
  const dispatch = { ...at, workflow_id: 'contender.yml', ref: 'main' }
  const { data, status } = await bot.actions.createWorkflowDispatch({ ...dispatch, return_run_details: true })
  assert.equal(status as number, 200)
  const { workflow_run_id: run_id } = data as unknown as { workflow_run_id: number }
  const run = await bot.actions.getWorkflowRun({ ...at, run_id })
  assert.deepEqual([run.data.event, run.data.head_sha], ['workflow_dispatch', main])
  assert.equal((await bot.actions.createWorkflowDispatch(dispatch)).status, 204)
})

test('dispatches: a workflow that is not there, has no such trigger, or a branch that is not there is refused', async (t) => {
  const { at, bot, change, github } = await scene(t)
  await github.addRun({ headSha: change, workflow: '.github/workflows/lint.yml' })
  const ask = (workflow_id: string, ref: string) => bot.actions.createWorkflowDispatch({ ...at, workflow_id, ref })
  await assert.rejects(ask('none.yml', 'main'), { status: 404 })
  await assert.rejects(ask('contender.yml', 'none'), { status: 422, message: /No ref found for: none/ })
  await assert.rejects(ask('lint.yml', 'main'), { status: 422, message: /'workflow_dispatch' trigger/ })
})
