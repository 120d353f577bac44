import assert from 'node:assert/strict'
import { test } from 'node:test'
import { granted, workflowPermissions } from './job-permissions.ts'

const of = (top: string, job: string) =>
  workflowPermissions(`${top}\njobs:\n  judge:\n    ${job}\n    steps: []\n`, 'judge')
const READ = { contents: 'read' }

test('job permissions: those of the job stand in the place of the file’s', () => {
  assert.deepEqual(of('permissions: { contents: write, issues: write }', 'permissions: { contents: read }'), READ)
  assert.deepEqual(of('permissions: { contents: read, pull-requests: none }', 'name: x'), READ)
  assert.deepEqual(of('permissions: read-all', 'permissions: {}'), {})
  assert.deepEqual(of('permissions: {}', 'permissions: { pull-requests: write }'), { pull_requests: 'write' })
})

test('job permissions: read-all and write-all are everything, nothing said is a new repository’s', () => {
  assert.equal(of('permissions: read-all', 'name: x').pull_requests, 'read')
  assert.equal(of('name: x', 'permissions: write-all').checks, 'write')
  assert.deepEqual(of('name: x', 'name: y'), { contents: 'read', packages: 'read' })
})

test('job permissions: a permission that GitHub does not have is an error', () => {
  assert.throws(() => of('permissions: { comments: write }', 'name: x'), /Unexpected permission `comments: write`/)
  assert.throws(() => of('permissions: all', 'name: x'), /expected read-all or write-all/)
  assert.throws(() => workflowPermissions('jobs: { a: {} }', 'b'), /has no job b, only a/)
})

test('job permissions: a fork’s and Dependabot’s jobs read only, but those that run base’s code', () => {
  const asked = { contents: 'read', pull_requests: 'write' } as const
  const read = { contents: 'read', pull_requests: 'read' }
  assert.deepEqual(granted(asked, { fork: true }), read)
  assert.deepEqual(granted(asked, { dependabot: true }), read)
  assert.deepEqual(granted(asked, {}), asked)
  assert.deepEqual(granted(asked, { fork: true, event: 'workflow_run' }), asked)
  assert.deepEqual(granted(asked, { fork: true, event: 'pull_request_target' }), asked)
})
