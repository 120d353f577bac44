import assert from 'node:assert/strict'
import test from 'node:test'
import { deliver } from '../deliver.ts'
import { comment as commentPayload, place } from '../webhooks/payloads.ts'
import { type Scene, scene } from './scene.ts'

const PASSED = { metrics: 'success: passed', governance: 'success: 1 of 1 met' }
const SIGNED = [['governance.sign', 'bob']]

const signed = async ({ events }: Scene) => (await events()).map(({ action, by }) => [action, by.name])

/** A command of bob’s as GitHub tells of it, which nobody wrote. */
function forged({ github, number }: Scene): string {
  const { app } = github
  const told = commentPayload('created', '/contender sign ready', { issue: { number, pull_request: {} } })
  return JSON.stringify({ ...told, installation: { id: app.installationId }, sender: { login: 'bob', type: 'User' } })
}

test('a webhook with a wrong signature does nothing, and one that is signed but of no comment neither', async (t) => {
  const at = await scene(t)
  const { bot, checks, github, judge, settle } = at
  await judge()
  const since = github.calls.length
  const answer = await deliver(github, bot.webhooks, forged(at), { event: 'issue_comment', secret: 'a guess' })
  await settle()
  assert.deepEqual([answer.status, github.calls.length - since], [401, 0])
  assert.equal((await deliver(github, bot.webhooks, forged(at), { event: 'issue_comment' })).status, 200)
  await settle()
  assert.deepEqual(await signed(at), [])
  assert.equal((await checks()).governance, 'action_required: 0 of 1 met; missing: ready')
})

test('poisoned webhooks keep none of those behind them from being worked on', async (t) => {
  const at = await scene(t)
  const { bot, checks, github, judge, say } = at
  const poison = { ...place, installation: { id: github.app.installationId }, action: 'opened' }
  for (const [event, body] of [
    ['pull_request', { ...poison, pull_request: { number: 'one', head: {} } }],
    ['issue_comment', { ...poison, action: 'created', comment: null, issue: [] }],
    ['workflow_run', { ...poison, workflow_run: { id: 1 } }],
    // Whole, of a pull request that is not there.
    ['pull_request', { ...poison, pull_request: { number: 999, head: { ref: 'x' } } }],
  ] as const)
    assert.equal((await deliver(github, bot.webhooks, JSON.stringify(body), { event })).status, 200)
  await judge()
  await say('bob', '/contender sign ready')
  assert.deepEqual(await checks(), PASSED)
})

test('webhooks that come twice, late and in another order lead to what calm ones lead to', async (t) => {
  const at = await scene(t)
  const { checks, comment, github, judge, outcome, pass, push, settle, write } = at
  github.setChaos({ seed: 5, duplicate: 0.5, reorder: 0.5, delay: { share: 0.4, ms: 600_000 } })
  await judge()
  await push({ 'models/delay.onnx': 'three' })
  await judge()
  pass(600)
  await settle()
  const asked = await write('bob', '/contender sign ready')
  await settle()
  pass(600)
  await settle()
  assert.deepEqual(await checks(), PASSED)
  assert.deepEqual(await outcome(asked), { marks: ['eyes', 'rocket'], replies: [] })
  assert.deepEqual(await signed(at), SIGNED)
  assert.match(await comment(), /## ✅ Contender: pass/)
})

test('with every webhook lost, the reconcile finds the report and the command, and does them once', async (t) => {
  const at = await scene(t)
  const { bot, checks, comment, github, judge, outcome, settle, write } = at
  github.setChaos({ seed: 1, lose: 1 })
  await judge()
  const asked = await write('bob', '/contender sign ready')
  await settle()
  assert.equal((await checks()).metrics, 'in_progress: waiting for the workflow to start')
  for (let round = 0; round < 2; round++) {
    await bot.reconcile()
    await settle()
    assert.deepEqual(await checks(), PASSED)
  }
  assert.deepEqual(await signed(at), SIGNED)
  assert.deepEqual(await outcome(asked), { marks: ['eyes', 'rocket'], replies: [] })
  assert.match(await comment(), /## ✅ Contender: pass/)
})

test('webhooks that failed on their way are asked for again, and a button that was pressed is not lost', async (t) => {
  const { ask, bot, check, github, judge, settle } = await scene(t)
  const run = await judge()
  github.setChaos({ seed: 1, drop: 1 })
  await github.pressButton((await check('metrics')).id, 'rerun', 'bob')
  await settle()
  github.setChaos({ seed: 0 })
  assert.equal((await ask(`actions/runs/${run}`)).run_attempt, 1)
  for (let round = 0; round < 2; round++) {
    await bot.reconcile()
    await settle()
    assert.equal((await ask(`actions/runs/${run}`)).run_attempt, 2)
  }
})

test('two instances that are both told everything twice leave one report, one event and one answer', async (t) => {
  const at = await scene(t, { bots: 2 })
  const { ask, bots, checks, github, head, judge, reports, say, verify } = at
  github.setChaos({ seed: 1, duplicate: 1 })
  await judge()
  assert.equal((await reports()).length, 1)
  assert.deepEqual(await say('bob', '/contender sign ready'), { marks: ['eyes', 'rocket'], replies: [] })
  assert.deepEqual(await signed(at), SIGNED)
  assert.equal((await say('bob', '/contender help')).replies.length, 1)
  assert.equal((await say('rita', '/contender sign ready')).replies.length, 1)
  assert.deepEqual(await checks(), PASSED)
  const { check_runs: ours } = await ask(`commits/${await head()}/check-runs?per_page=100`)
  assert.deepEqual(ours.map(({ name }: { name: string }) => name).toSorted(), [
    'contender / governance',
    'contender / metrics',
  ])
  for (const bot of bots) await bot.reconcile()
  const since = github.calls.length
  for (const bot of bots) await bot.reconcile()
  assert.equal(github.count('writes', since), 0)
  const { code, out } = await verify()
  assert.equal(code, 0, out)
})
