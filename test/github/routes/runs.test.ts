import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scene } from './scene.ts'

test('runs: one of a PR names its head, its workflow and the PR, and ends as it is told to', async (t) => {
  const { ann, at, change, github } = await scene(t)
  const { number } = await github.openPullRequest({ head: 'change' })
  const { id } = await github.addRun({ headSha: change })
  const { data } = await ann.actions.getWorkflowRun({ ...at, run_id: id })
  assert.equal(data.name, 'Contender')
  assert.equal(data.path, '.github/workflows/contender.yml')
  assert.equal(data.head_sha, change)
  assert.equal(data.status, 'in_progress')
  assert.deepEqual(
    data.pull_requests!.map((pull) => pull.number),
    [number],
  )
  await github.finishRun(id, 'failure')
  const done = await ann.actions.getWorkflowRun({ ...at, run_id: id })
  assert.deepEqual([done.data.status, done.data.conclusion], ['completed', 'failure'])
})

test("runs: a fork's names its repository and no PR", async (t) => {
  const { ann, at, github } = await scene(t)
  const { headSha } = await github.openPullRequest({ head: 'change', fork: true })
  const { id } = await github.addRun({ headSha, headRepository: 'mallory/models', actor: 'mallory' })
  const { data } = await ann.actions.getWorkflowRun({ ...at, run_id: id })
  assert.equal(data.head_repository.full_name, 'mallory/models')
  assert.equal(data.repository.full_name, 'acme/models')
  assert.deepEqual(data.pull_requests, [])
})

test('runs: lists are filtered by head, event, state and workflow', async (t) => {
  const { ann, at, change, github, main } = await scene(t)
  const first = await github.addRun({ headSha: change })
  const second = await github.addRun({ headSha: main, event: 'push', headBranch: 'main' })
  const other = await github.addRun({ headSha: main, event: 'push', workflow: '.github/workflows/lint.yml' })
  await github.finishRun(second.id)
  const ids = async (query: object) => {
    const { data } = await ann.actions.listWorkflowRunsForRepo({ ...at, ...query })
    return data.workflow_runs.map(({ id }) => id)
  }
  assert.deepEqual(await ids({}), [other.id, second.id, first.id])
  assert.deepEqual(await ids({ head_sha: change }), [first.id])
  assert.deepEqual(await ids({ event: 'push' }), [other.id, second.id])
  assert.deepEqual(await ids({ status: 'success' }), [second.id])
  assert.deepEqual(await ids({ status: 'in_progress' }), [other.id, first.id])
  const { data } = await ann.actions.listWorkflowRuns({ ...at, workflow_id: 'lint.yml' })
  assert.deepEqual(
    data.workflow_runs.map(({ id }) => id),
    [other.id],
  )
})

test('runs: running the failed jobs again keeps those that passed, and the first attempt stays to be read', async (t) => {
  const { as, at, change, github } = await scene(t)
  const run = await github.addRun({ headSha: change, jobs: ['judge', 'comment'] })
  await github.finishJob(run.id, 'judge', 'success')
  const writer = as(github.jobToken({ permissions: { actions: 'write' } }))
  await assert.rejects(writer.actions.reRunWorkflow({ ...at, run_id: run.id }), { status: 403 })
  await github.finishRun(run.id, 'failure')
  await writer.actions.reRunWorkflowFailedJobs({ ...at, run_id: run.id })

  const { data } = await writer.actions.getWorkflowRun({ ...at, run_id: run.id })
  assert.deepEqual([data.run_attempt, data.status], [2, 'queued'])
  const states = async (filter: 'latest' | 'all') => {
    const { data } = await writer.actions.listJobsForWorkflowRun({ ...at, run_id: run.id, filter })
    return data.jobs.map(({ conclusion, name, status }) => [name, status, conclusion])
  }
  const latest = [
    ['judge', 'completed', 'success'],
    ['comment', 'queued', null],
  ]
  assert.deepEqual(await states('latest'), latest)
  assert.equal((await states('all')).length, 4)
  const first = await writer.actions.getWorkflowRunAttempt({ ...at, run_id: run.id, attempt_number: 1 })
  assert.equal(first.data.conclusion, 'failure')
  const jobs = await writer.actions.listJobsForWorkflowRunAttempt({ ...at, run_id: run.id, attempt_number: 1 })
  const job = await writer.actions.getJobForWorkflowRun({ ...at, job_id: jobs.data.jobs[1]!.id })
  assert.deepEqual([job.data.name, job.data.run_attempt, job.data.conclusion], ['comment', 1, 'failure'])
})

test('runs: one can be cancelled until it is over', async (t) => {
  const { as, at, change, github } = await scene(t)
  const { id: run_id } = await github.addRun({ headSha: change })
  const writer = as(github.jobToken({ permissions: { actions: 'write' } }))
  assert.equal((await writer.actions.cancelWorkflowRun({ ...at, run_id })).status, 202)
  assert.equal((await writer.actions.getWorkflowRun({ ...at, run_id })).data.conclusion, 'cancelled')
  await assert.rejects(writer.actions.cancelWorkflowRun({ ...at, run_id }), { status: 409 })
})
