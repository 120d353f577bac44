import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scene } from './scene.ts'

test('issues: a PR is one too, with its labels, and can be closed as one', async (t) => {
  const { ann, at, github } = await scene(t)
  const { number } = await github.openPullRequest({ head: 'change', title: 'Better' })
  await ann.issues.addLabels({ ...at, issue_number: number, labels: ['model'] })
  const { data } = await ann.issues.get({ ...at, issue_number: number })
  assert.deepEqual([data.title, data.state], ['Better', 'open'])
  assert.ok(data.pull_request)
  assert.deepEqual(
    data.labels.map((label) => (typeof label === 'string' ? label : label.name)),
    ['model'],
  )
  await ann.issues.update({ ...at, issue_number: number, state: 'closed' })
  assert.equal((await ann.pulls.get({ ...at, pull_number: number })).data.state, 'closed')
})
