import assert from 'node:assert/strict'
import { test } from 'node:test'
import { receiver } from './receiver.ts'
import { scene } from './scene.ts'

test('told: a comment that is made, edited and deleted, with its issue and what it said before', async (t) => {
  const { at, bot, github } = await scene(t)
  const { number } = await github.openPullRequest({ head: 'change' })
  const { received, url } = await receiver(t)
  github.listen(url)
  const { data } = await bot.issues.createComment({ ...at, issue_number: number, body: 'one' })
  await github.settle()
  await bot.issues.updateComment({ ...at, comment_id: data.id, body: 'two' })
  await github.settle()
  await bot.issues.deleteComment({ ...at, comment_id: data.id })
  await github.settle()

  const told = received.map(({ event, payload }) => [event, payload.action, payload.comment.body])
  assert.deepEqual(told, [
    ['issue_comment', 'created', 'one'],
    ['issue_comment', 'edited', 'two'],
    ['issue_comment', 'deleted', 'two'],
  ])
  assert.equal(received[1]!.payload.changes.body.from, 'one')
  assert.equal(received[0]!.payload.issue.number, number)
  assert.equal(received[0]!.payload.sender.login, 'contender[bot]')
})

test('told: a PR that is opened, labelled, reviewed and closed', async (t) => {
  const { ann, as, at, github } = await scene(t)
  const { received, url } = await receiver(t)
  github.listen(url)
  const { number } = await github.openPullRequest({ head: 'change' })
  await ann.issues.createLabel({ ...at, name: 'model', color: 'ededed', description: 'A model' })
  await ann.issues.addLabels({ ...at, issue_number: number, labels: ['model'] })
  await ann.pulls.requestReviewers({ ...at, pull_number: number, reviewers: ['bob'] })
  const bob = as(github.userToken('bob'))
  await bob.pulls.createReview({ ...at, pull_number: number, event: 'APPROVE', body: 'good' })
  await ann.pulls.update({ ...at, pull_number: number, title: 'Other' })
  await ann.pulls.update({ ...at, pull_number: number, state: 'closed' })
  await github.settle()

  const told = received.map(({ event, payload }) => `${event} ${payload.action}`)
  const expected = [
    'pull_request opened',
    'pull_request labeled',
    'pull_request review_requested',
    'pull_request_review submitted',
    'pull_request edited',
    'pull_request closed',
  ]
  assert.deepEqual(told.toSorted(), expected.toSorted())
  const review = received.find(({ event }) => event === 'pull_request_review')!
  assert.deepEqual([review.payload.review.state, review.payload.sender.login], ['approved', 'bob'])
  assert.equal(review.payload.pull_request.number, number)
  const labelled = received.find(({ payload }) => payload.action === 'labeled')!
  assert.equal(labelled.payload.label.name, 'model')
})

test('told: an issue that is opened and closed', async (t) => {
  const { ann, at, github } = await scene(t)
  const { received, url } = await receiver(t)
  github.listen(url)
  const { data } = await ann.issues.create({ ...at, title: 'Dashboard' })
  await ann.issues.update({ ...at, issue_number: data.number, state: 'closed' })
  await github.settle()
  const told = received.map(({ event, payload }) => `${event} ${payload.action} ${payload.issue.title}`)
  assert.deepEqual(told.toSorted(), ['issues closed Dashboard', 'issues opened Dashboard'])
})

test('told: a PR that is merged is closed, and its base is pushed to', async (t) => {
  const { ann, at, github } = await scene(t)
  const { number } = await github.openPullRequest({ head: 'change' })
  const { received, url } = await receiver(t)
  github.listen(url)
  await ann.pulls.merge({ ...at, pull_number: number })
  await github.settle()
  const [closed, push] = received.toSorted((a, b) => a.event.localeCompare(b.event))
  assert.deepEqual([closed!.payload.action, closed!.payload.pull_request.merged], ['closed', true])
  assert.deepEqual([push!.event, push!.payload.ref], ['push', 'refs/heads/main'])
  assert.equal(received.length, 2)
})
