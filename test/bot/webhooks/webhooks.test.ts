import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { createNodeMiddleware } from '../../../bot/create-node-middleware.ts'
import { WEBHOOKS } from '../../../bot/webhooks/webhooks.ts'
import type { Work } from '../../../bot/work.ts'
import { UserError } from '../../../core/errors.ts'
import { scene } from '../../github/routes/scene.ts'
import { deliver } from '../deliver.ts'
import { handTimers } from '../queue/hand-timers.ts'
import { startTestBot } from '../start-bot.ts'
import { pull } from './payloads.ts'

/** A bot that writes down what it is asked to do. */
async function recorded(t: TestContext, more: Partial<Work> = {}) {
  const at = await scene(t)
  const did: string[] = []
  const bot = await startTestBot(at.github, {
    work: {
      lookAtPull: async (_, number, options) => void did.push(`look ${number}${options?.verify ? ' verify' : ''}`),
      runCommand: async (_, { comment, sender }) => void did.push(`${sender}: ${comment.body}`),
      pressRerun: async (_, { name }, sender) => void did.push(`${sender} pressed ${name}`),
      updateDashboard: async () => void did.push('dashboard'),
      recordPolicyChange: async (_, { sender }) => void did.push(`policy of ${sender}`),
      pullsOfRelease: async (_, tag) => {
        did.push(`release ${tag}`)
        return []
      },
      ...more,
    },
  })
  return { ...at, bot, did }
}

test('a wrong signature is answered with 401, none too, and nothing is done', async (t) => {
  const { bot, did, github } = await recorded(t)
  const body = JSON.stringify(pull('opened'))
  const wrong = await deliver(github, bot.webhooks, body, { secret: 'development' })
  const cut = await deliver(github, bot.webhooks, body, { headers: { 'x-hub-signature-256': 'sha256=' } })
  const none = await fetch(bot.webhooks, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  assert.deepEqual([wrong.status, cut.status, none.status], [401, 401, 401])
  await bot.settle()
  assert.deepEqual(did, [])
  assert.equal((await deliver(github, bot.webhooks, body)).status, 200)
  await bot.settle()
  assert.deepEqual(did, ['look 7'])
})

test('a body over 25 MB is refused unread', async (t) => {
  const { bot, did, github } = await recorded(t)
  const announced = await deliver(github, bot.webhooks, 'x'.repeat(26 * 2 ** 20)).catch(() => undefined)
  // The bot hangs up; whether the sender still reads the answer is a matter of luck.
  assert.ok(announced === undefined || announced.status === 413)
  const metrics = await (await fetch(`${bot.url}/metrics`)).text()
  assert.match(metrics, /contender_deliveries_total\{event="pull_request",result="too large"\} 1/)
  assert.deepEqual(did, [])
})

test('a webhook is acknowledged before its work is done', async (t) => {
  const gate = Promise.withResolvers<void>()
  const { bot, did, github } = await recorded(t, { lookAtPull: () => gate.promise.then(() => void did.push('looked')) })
  const answer = await deliver(github, bot.webhooks, JSON.stringify(pull('opened')))
  assert.deepEqual([answer.status, did], [200, []])
  gate.resolve()
  await bot.settle()
  assert.deepEqual(did, ['looked'])
})

test('poisoned webhooks are acknowledged, counted and logged, and the next is worked on', async (t) => {
  const { bot, did, github } = await recorded(t)
  const statuses: number[] = []
  for (const body of ['{}', JSON.stringify({ ...pull('opened'), pull_request: 'none' }), '[1]', '7', 'null', '{"a"'])
    statuses.push((await deliver(github, bot.webhooks, body)).status)
  statuses.push((await deliver(github, bot.webhooks, JSON.stringify(pull('opened')))).status)
  assert.deepEqual([statuses.slice(0, 3), statuses.at(-1)], [[200, 200, 200], 200])
  await bot.settle()
  assert.deepEqual(did, ['look 7'])
  const poisoned = bot.log.filter(({ message }) => message === 'A webhook is not as GitHub describes it')
  assert.deepEqual(poisoned[1], { ...poisoned[1], event: 'pull_request', delivery: 'a-guid', level: 'error' })
  const metrics = await (await fetch(`${bot.url}/metrics`)).text()
  assert.match(metrics, /contender_deliveries_total\{event="pull_request",result="poisoned"\} 3/)
})

test('a look that always fails keeps no other pull request from being looked at', async (t) => {
  const { bot, did, github } = await recorded(t, {
    lookAtPull: async (_, number) => {
      if (number === 7) throw new TypeError('a bug')
      did.push(`look ${number}`)
    },
  })
  for (const number of [7, 8]) {
    const pull_request = { number, head: { ref: 'change' } }
    await deliver(github, bot.webhooks, JSON.stringify(pull('opened', { pull_request })))
  }
  await bot.settle()
  assert.deepEqual(did, ['look 8'])
  const failures = bot.log.filter(({ message }) => message === 'Could not look at something')
  assert.deepEqual(
    failures.map(({ again, job }) => [job, again]),
    [true, true, true, true, false].map((again) => ['acme/models pull 7', again]),
  )
})

test('a command that is told of twice is run once, and its pull request is looked at afterwards', async (t) => {
  const { ann, at, bot, did, github } = await recorded(t)
  const { number } = await github.openPullRequest({ head: 'change' })
  await bot.settle()
  github.setChaos({ seed: 1, duplicate: 1 })
  await ann.issues.createComment({ ...at, issue_number: number, body: '/contender sign dpia' })
  await bot.settle()
  assert.deepEqual(did, ['look 1', 'ann: /contender sign dpia', 'look 1'])
})

test('an edited comment, a bot’s and an unknown command’s look-alike run nothing', async (t) => {
  const { ann, at, bot, did, github } = await recorded(t)
  const issue_number = (await github.openPullRequest({ head: 'change' })).number
  const { data } = await ann.issues.createComment({ ...at, issue_number, body: 'Well' })
  await ann.issues.updateComment({ ...at, comment_id: data.id, body: '/contender promote delay' })
  await bot.settle()
  assert.deepEqual(did, ['look 1'])
})

test('what the bot writes itself does not make it look again', async (t) => {
  const { bot, did, github } = await recorded(t, {
    lookAtPull: async ({ at, client }, number) => {
      did.push(`look ${number}`)
      const { data } = await client.rest.issues.createComment({ ...at, issue_number: number, body: 'Report' })
      await client.rest.issues.updateComment({ ...at, comment_id: data.id, body: 'Report, newer' })
      const { data: pull } = await client.rest.pulls.get({ ...at, pull_number: number })
      const check = { ...at, name: 'contender / metrics', head_sha: pull.head.sha }
      await client.rest.checks.create({ ...check, status: 'completed', conclusion: 'success' })
    },
  })
  await github.openPullRequest({ head: 'change' })
  await bot.settle()
  assert.deepEqual(did, ['look 1'])
})

test('a comment of the bot that a person edits or deletes is looked for', async (t) => {
  const {
    ann,
    at,
    bot,
    did,
    github,
    bot: _,
  } = await recorded(t, {
    lookAtPull: async ({ at, client }, number, options) => {
      did.push(`look ${number}${options?.verify ? ' verify' : ''}`)
      if (did.length === 1) await client.rest.issues.createComment({ ...at, issue_number: number, body: 'Report' })
    },
  })
  await github.openPullRequest({ head: 'change' })
  await bot.settle()
  await ann.issues.updateComment({ ...at, comment_id: 1, body: 'Mine' })
  await bot.settle()
  await ann.issues.deleteComment({ ...at, comment_id: 1 })
  await bot.settle()
  assert.deepEqual(did, ['look 1', 'look 1 verify', 'look 1 verify'])
})

test('a fork’s run leads to its pull request, by commit and repository', async (t) => {
  const { bot, change, did, github } = await recorded(t)
  const { number } = await github.openPullRequest({ head: 'change', fork: true })
  await bot.settle()
  const run = await github.addRun({ headSha: change, headRepository: 'mallory/models', headBranch: 'change' })
  await bot.settle()
  assert.ok(did.length > 1)
  await github.finishRun(run.id)
  await bot.settle()
  assert.deepEqual([...new Set(did)], [`look ${number}`])
})

test('a version’s tag is a release; a new policy is recorded, and all open pull requests are looked at', async (t) => {
  const { ann, at, bot, did, github, main } = await recorded(t)
  const { number } = await github.openPullRequest({ head: 'change' })
  await bot.settle()
  did.length = 0
  const tag = await ann.git.createTag({ ...at, tag: 'delay@v1.0.0', message: 'v1', object: main, type: 'commit' })
  await ann.git.createRef({ ...at, ref: 'refs/tags/delay@v1.0.0', sha: tag.data.sha })
  await bot.settle()
  assert.deepEqual(did.toSorted(), ['dashboard', 'release delay@v1.0.0'])
  did.length = 0
  const file = { path: 'contender.yml', mode: '100644', type: 'blob', content: 'models: {}\n' } as const
  const tree = await ann.git.createTree({ ...at, tree: [file] })
  const commit = { message: 'Ask for more', tree: tree.data.sha, parents: [main] }
  const { data } = await ann.git.createCommit({ ...at, ...commit })
  await ann.git.updateRef({ ...at, ref: 'heads/main', sha: data.sha })
  await bot.settle()
  assert.deepEqual(did.toSorted(), ['dashboard', `look ${number}`, 'policy of ann'])
})

test('however many webhooks ask for the dashboard, it is updated once a minute', async (t) => {
  const { github } = await scene(t)
  const { advance, after, due } = handTimers()
  let updates = 0
  const bot = await startTestBot(github, { after, work: { updateDashboard: async () => void updates++ } })
  for (let many = 0; many < 20; many++) await deliver(github, bot.webhooks, JSON.stringify(pull('closed')))
  assert.deepEqual([updates, due()], [0, [60]])
  advance(60)
  await bot.idle()
  assert.equal(updates, 1)
})

test('webhooks that arrive late, twice and out of order lead to the same looks', async (t) => {
  const { bot, did, github } = await recorded(t)
  github.setChaos({ seed: 3, duplicate: 0.5, reorder: 0.5, delay: { share: 0.3, ms: 60_000 } })
  await github.openPullRequest({ head: 'change' })
  for (let push = 0; push < 20; push++)
    await github.deliver({ name: 'pull_request', action: 'synchronize', own: pull('synchronize'), sender: 'ann' })
  await bot.settle()
  github.setClock(github.world.now() + 60_000)
  await bot.settle()
  assert.deepEqual([...new Set(did)].toSorted(), ['look 1', 'look 7'])
})

test('createNodeMiddleware answers webhooks in anybody’s server, and leaves the rest to it', async (t) => {
  const { github } = await scene(t)
  const did: number[] = []
  const { privateKey, webhookSecret } = github.app
  const environment = {
    APP_ID: '4711',
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: webhookSecret,
    GITHUB_API_URL: github.url,
  }
  const lookAtPull = async (_: unknown, number: number) => void did.push(number)
  const world = { work: { lookAtPull }, write: () => undefined, now: () => new Date(github.world.now()), second: 1 }
  const bot = await createNodeMiddleware(environment, world)
  const server = createServer((request, response) => bot(request, response, () => response.writeHead(418).end()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close().closeAllConnections())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  assert.equal((await fetch(`${url}/`)).status, 418)
  assert.equal((await deliver(github, `${url}${WEBHOOKS}`, JSON.stringify(pull('opened')))).status, 200)
  await bot.idle()
  assert.deepEqual(did, [7])
  await bot.stop()
  await assert.rejects(createNodeMiddleware({}), UserError)
})

test('two bots that listen are both told everything, and end with the GitHub that they are at', async (t) => {
  const { github } = await scene(t)
  const did: string[] = []
  const work = (name: string): Partial<Work> => ({
    lookAtPull: async (_, number) => void did.push(`${name} ${number}`),
  })
  const one = await startTestBot(github, { work: work('one') })
  const two = await startTestBot(github, { work: work('two'), beside: [one.webhooks] })
  await github.openPullRequest({ head: 'change' })
  await two.settle()
  await one.settle()
  assert.deepEqual(did.toSorted(), ['one 1', 'two 1'])
  await github.close()
  await assert.rejects(fetch(`${one.url}/health`), TypeError)
  await assert.rejects(fetch(`${two.url}/health`), TypeError)
})
