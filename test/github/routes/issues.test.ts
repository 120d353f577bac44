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

test('issues: PRs are listed among them, by who opened them and in the order that is asked for, page by page', async (t) => {
  const { ann, at, bot, github } = await scene(t)
  await ann.issues.create({ ...at, title: 'First' })
  const { number } = await github.openPullRequest({ head: 'change', title: 'Second' })
  await bot.issues.create({ ...at, title: 'Third' })
  const titles = async (more: object) =>
    (await ann.issues.listForRepo({ ...at, state: 'all', direction: 'asc', ...more })).data.map(({ title }) => title)
  assert.deepEqual(await titles({}), ['First', 'Second', 'Third'])
  assert.deepEqual(await titles({ direction: 'desc' }), ['Third', 'Second', 'First'])
  assert.deepEqual(await titles({ creator: 'ann' }), ['First', 'Second'])
  assert.deepEqual(await titles({ creator: 'contender[bot]' }), ['Third'])
  assert.deepEqual(await titles({ per_page: 2, page: 2 }), ['Third'])
  await ann.pulls.update({ ...at, pull_number: number, state: 'closed' })
  assert.deepEqual(await titles({ state: 'open' }), ['First', 'Third'])
  assert.deepEqual(await titles({ state: 'closed' }), ['Second'])
})

test('comments of the whole repository are those of all its issues, also where there are more than a page of them', async (t) => {
  const { ann, at, github } = await scene(t, { limits: { requests: 1e9, writesAMinute: 1e9, writesAnHour: 1e9 } })
  for (let number = 1; number <= 101; number++)
    await github.request('POST', '/repos/acme/models/issues', { title: `${number}` })
  for (const issue_number of [1, 101]) await ann.issues.createComment({ ...at, issue_number, body: 'Seen' })
  const { data } = await ann.issues.listCommentsForRepo(at)
  assert.deepEqual(
    data.map(({ issue_url }) => issue_url.split('/').at(-1)),
    ['1', '101'],
  )
})
