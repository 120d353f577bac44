import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scene } from './scene.ts'

test('reviews: each is of the head it was written on, and nobody approves what is their own', async (t) => {
  const { ann, as, at, change, github } = await scene(t)
  const { number: pull_number } = await github.openPullRequest({ head: 'change', author: 'ann' })
  const approve = { ...at, pull_number, event: 'APPROVE' as const }
  await assert.rejects(ann.pulls.createReview(approve), { status: 422 })
  const bob = as(github.userToken('bob'))
  const { data } = await bob.pulls.createReview(approve)
  assert.deepEqual([data.state, data.commit_id, data.user!.login], ['APPROVED', change, 'bob'])
  const pending = await bob.pulls.createReview({ ...at, pull_number, body: 'wait' })
  const seen = async (who: typeof bob) =>
    (await who.pulls.listReviews({ ...at, pull_number })).data.map(({ state }) => state)
  assert.deepEqual(await seen(ann), ['APPROVED'])
  await bob.pulls.submitReview({ ...at, pull_number, review_id: pending.data.id, event: 'COMMENT' })
  await ann.pulls.dismissReview({ ...at, pull_number, review_id: data.id, message: 'stale' })
  assert.deepEqual(await seen(ann), ['DISMISSED', 'COMMENTED'])
})
