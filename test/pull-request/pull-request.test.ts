import assert from 'node:assert/strict'
import test from 'node:test'
import { isFork, type PullRequest, pullsOfRun } from '../../core/pull-request/pull-request.ts'

const HEAD = 'a'.repeat(40)
const pull = (more: Partial<PullRequest>): PullRequest => {
  return { number: 1, head: HEAD, headRepository: 'acme/models', open: true, locked: false, author: 'ann', ...more }
}
const found = (...pulls: PullRequest[]) =>
  pullsOfRun(pulls, { head: HEAD, headRepository: 'Mallory/models' }).map(({ number }) => number)

test('pullsOfRun: by commit and repository, and nothing else', () => {
  const own = pull({ number: 3, headRepository: 'mallory/models' })
  assert.deepEqual(found(pull({}), pull({ headRepository: undefined }), own), [3])
  assert.deepEqual(found({ ...own, head: 'b'.repeat(40) }), [])
  assert.deepEqual(found({ ...own, open: false }), [])
  assert.deepEqual(pullsOfRun([pull({ headRepository: undefined })], { head: HEAD, headRepository: undefined }), [])
})

test('isFork: another repository, or one that is gone', () => {
  assert.ok(!isFork(pull({}), 'Acme/models'))
  assert.ok(isFork(pull({ headRepository: 'acme/models-2' }), 'acme/models'))
  assert.ok(isFork(pull({ headRepository: undefined }), 'acme/models'))
})
