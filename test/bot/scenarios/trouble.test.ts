import assert from 'node:assert/strict'
import test from 'node:test'
import type { GitHub } from '../../github/github.ts'
import { passing } from './passing.ts'
import { scene } from './scene.ts'

const PASSED = { metrics: 'success: passed', governance: 'success: 1 of 1 met' }
const DONE = { marks: ['eyes', 'rocket'], replies: [] }

/** Whose waiting moves GitHub's clock. */
const patient = (github: GitHub) => ({ after: passing(github) })

test('while GitHub is down for a minute nothing is lost: what was asked for is done once, after it', async (t) => {
  const { bot, checks, events, github, judge, say } = await scene(t, { bot: patient })
  const since = github.world.now()
  // From the comment on, which comes a minute later.
  const down = () => github.world.now() > since && github.world.now() < since + 120_000
  github.faults.push({ match: '*', status: 503, times: Number.POSITIVE_INFINITY, chance: down })
  await judge()
  assert.deepEqual(await say('bob', '/contender sign ready'), DONE)
  assert.ok(github.world.now() >= since + 120_000)
  assert.ok(bot.log.some(({ message }) => message === 'Could not look at something'))
  assert.deepEqual(await checks(), PASSED)
  assert.equal((await events()).length, 1)
})

test('a secondary rate limit is waited for, and what was to be written is written once', async (t) => {
  const { checks, events, github, judge, reports, say } = await scene(t, { bot: patient })
  const times = 2
  const comments = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'
  github.faults.push({ match: comments, secondary: 30, times })
  const before = github.world.now()
  await judge()
  assert.ok(github.world.now() - before >= 30_000)
  assert.equal((await reports()).length, 1)
  github.faults.push({ match: 'PATCH /repos/{owner}/{repo}/git/refs/{ref}', secondary: 30, times })
  github.faults.push({ match: 'POST /repos/{owner}/{repo}/check-runs', secondary: 45, times })
  github.faults.push({ match: 'POST /repos/{owner}/{repo}/git/commits', secondary: 45, times })
  assert.deepEqual(await say('bob', '/contender sign ready'), DONE)
  assert.deepEqual(await checks(), PASSED)
  assert.equal((await events()).length, 1)
})

test('when the hour’s requests are used up, the bot asks for nothing until there are new ones, and goes on then', async (t) => {
  const { checks, github, judge, say } = await scene(t, { bot: patient, github: { limits: { requests: 60 } } })
  const began = github.world.now()
  for (let round = 0; github.world.now() < began + 3_600_000 && round < 20; round++) {
    await judge()
    await say('bob', '/contender help')
  }
  const refused = github.calls.filter(({ status }) => status === 403)
  assert.ok(refused.length > 0 && refused.length < 20, `${refused.length} requests were refused`)
  assert.deepEqual(await say('bob', '/contender sign ready'), DONE)
  assert.deepEqual(await checks(), PASSED)
})

test('an answer that is lost after the ledger was written leads to one event', async (t) => {
  const { checks, events, github, judge, say, verify } = await scene(t)
  await judge()
  github.faults.push({ match: 'POST /repos/{owner}/{repo}/git/refs', drop: 'after' })
  assert.deepEqual(await say('bob', '/contender sign ready'), DONE)
  github.faults.push({ match: 'PATCH /repos/{owner}/{repo}/git/refs/{ref}', drop: 'after' })
  assert.deepEqual(await say('bob', '/contender unsign ready'), DONE)
  assert.deepEqual(
    (await events()).map(({ action }) => action),
    ['governance.sign', 'governance.unsign'],
  )
  assert.equal((await checks()).governance, 'action_required: 0 of 1 met; missing: ready')
  const { code, out } = await verify()
  assert.equal(code, 0, out)
})

test('people who sign at once, told to two instances, are each written down once', async (t) => {
  const { checks, events, judge, outcome, settle, verify, write } = await scene(t, { bots: 2 })
  await judge()
  const asked = [
    await write('bob', '/contender sign ready'),
    await write('olga', '/contender sign ready'),
    await write('bob', '/contender sign ready again'),
  ]
  await settle()
  for (const comment of asked) assert.deepEqual(await outcome(comment), DONE)
  assert.deepEqual(
    (await events()).map(({ by, comment }) => [by.name, comment]).toSorted(),
    [
      ['bob', asked[0]],
      ['bob', asked[2]],
      ['olga', asked[1]],
    ].toSorted(),
  )
  assert.deepEqual(await checks(), PASSED)
  const { code, out } = await verify()
  assert.equal(code, 0, out)
})

test('a command that a process left half done is finished by the next one, and not done twice', async (t) => {
  const { bots, checks, events, github, judge, outcome, settle, write } = await scene(t, { bots: 2 })
  await judge()
  const [dies, lives] = bots
  github.listen(dies!.webhooks)
  const reactions = 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions'
  // It may mark the comment as seen, and write it down; of the end GitHub never hears, however often it tries.
  let isDying = true
  github.world.before.push(async ({ body }, route) => {
    if (!isDying || route !== reactions || body.content === 'eyes') return undefined
    return { status: 502, body: { message: 'Server Error' } }
  })
  const asked = await write('bob', '/contender sign ready')
  await github.settle()
  await dies!.idle()
  await dies!.stop()
  isDying = false
  github.listen(lives!.webhooks)
  assert.deepEqual((await outcome(asked)).marks, ['eyes'])
  assert.equal((await events()).length, 1)
  await lives!.reconcile()
  await settle()
  assert.deepEqual(await outcome(asked), DONE)
  assert.equal((await events()).length, 1)
  assert.deepEqual(await checks(), PASSED)
})

test('where the conversation takes no comment of the bot the checks say all the same', async (t) => {
  const { checks, github, judge, reports, settle, bot } = await scene(t)
  const match = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'
  const message = 'Unable to create comment because issue is locked.'
  const body = { message, documentation_url: 'https://docs.github.com/rest' }
  github.faults.push({ match, status: 403, body, times: Number.POSITIVE_INFINITY })
  await judge()
  assert.equal((await checks()).metrics, 'success: passed')
  assert.deepEqual(await reports(), [])
  github.faults.length = 0
  await bot.reconcile()
  await settle()
  assert.equal((await reports()).length, 1)
})
