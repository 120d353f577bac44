import assert from 'node:assert/strict'
import test from 'node:test'
import { chooseRun, PULL_EVENTS, type WorkflowRun } from '../../core/pull-request/choose-run.ts'

const head = 'a'.repeat(40)
const workflow = '.github/workflows/contender.yml'
const sought = { workflow, head, headRepository: 'acme/models', events: PULL_EVENTS }

function run(of: Partial<WorkflowRun>): WorkflowRun {
  const known = { id: 1, attempt: 1, path: workflow, event: 'pull_request', head, headRepository: 'acme/models' }
  return {
    ...known,
    status: 'completed',
    conclusion: 'success',
    url: 'https://github.com',
    startedAt: undefined,
    ...of,
  }
}

test('chooseRun: the newest run of the workflow, head and repository, whatever its outcome', () => {
  const runs = [run({ id: 2 }), run({ id: 9, conclusion: 'failure' }), run({ id: 3 })]
  assert.equal(chooseRun(runs, sought)?.id, 9)
  assert.equal(chooseRun(runs.toReversed(), sought)?.id, 9)
})

test('chooseRun: GitHub may say the ref behind the path, and a repository in other letters', () => {
  assert.equal(chooseRun([run({ path: `${workflow}@refs/heads/main` })], sought)?.id, 1)
  assert.equal(chooseRun([run({ headRepository: 'Acme/Models' })], sought)?.id, 1)
})

const OTHERS: readonly (readonly [what: string, of: Partial<WorkflowRun>])[] = [
  ['another workflow', { path: '.github/workflows/mine.yml' }],
  ['a workflow whose name only begins so', { path: `${workflow}.yml` }],
  ['another event', { event: 'workflow_dispatch' }],
  ['a merge group', { event: 'merge_group' }],
  ['another commit', { head: 'b'.repeat(40) }],
  ['a fork with the same commit', { headRepository: 'mallory/models' }],
  ['a repository that is gone', { headRepository: undefined }],
]

for (const [what, of] of OTHERS) {
  test(`chooseRun: a run of ${what} is not believed`, () => {
    assert.equal(chooseRun([run(of)], sought), undefined)
    assert.equal(chooseRun([run({ ...of, id: 9 }), run({ id: 2 })], sought)?.id, 2)
  })
}

test('chooseRun: where the pull request’s own repository is gone, none is', () => {
  assert.equal(chooseRun([run({ headRepository: undefined })], { ...sought, headRepository: undefined }), undefined)
})
