import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scene } from '../github/routes/scene.ts'
import { deliver } from './deliver.ts'
import { startTestBot } from './start-bot.ts'
import { pull } from './webhooks/payloads.ts'

const opened = (number: number) => JSON.stringify(pull('opened', { pull_request: { number, head: { ref: 'x' } } }))

test('stop: under load it ends what is under way, begins nothing more, and takes nothing in', async (t) => {
  const { github } = await scene(t)
  const gate = Promise.withResolvers<void>()
  const begun: number[] = []
  const ended: number[] = []
  const lookAtPull = async (_: unknown, number: number) => {
    begun.push(number)
    await gate.promise
    ended.push(number)
  }
  // Its patience is not what ends it here.
  const bot = await startTestBot(github, { work: { lookAtPull }, settings: { concurrency: 4 }, second: 1000 })
  for (let number = 1; number <= 30; number++) {
    const { status } = await deliver(github, bot.webhooks, opened(number))
    assert.equal(status, 200)
  }
  while (begun.length < 3) await new Promise((resolve) => setImmediate(resolve))
  const stopping = bot.stop()
  await assert.rejects(deliver(github, bot.webhooks, opened(31)), TypeError)
  gate.resolve()
  await stopping
  assert.deepEqual(ended, begun)
  assert.equal(begun.length, 3)
})

test('stop: what never ends is not waited for for ever', async (t) => {
  const { github } = await scene(t)
  const begun = Promise.withResolvers<void>()
  const lookAtPull = () => {
    begun.resolve()
    return new Promise<void>(() => undefined)
  }
  const bot = await startTestBot(github, { work: { lookAtPull } })
  await deliver(github, bot.webhooks, opened(1))
  await begun.promise
  await bot.stop()
})

test('stop: what waited when a bot was stopped is found by the next one', async (t) => {
  const { github } = await scene(t)
  const never = new Promise<void>(() => undefined)
  const first = await startTestBot(github, { work: { lookAtPull: () => never } })
  await github.openPullRequest({ head: 'change' })
  await github.settle()
  await first.stop()
  const did: number[] = []
  const next = await startTestBot(github, { work: { lookAtPull: async (_, number) => void did.push(number) } })
  await next.reconcile()
  assert.deepEqual(did, [1])
})
