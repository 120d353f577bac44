import assert from 'node:assert/strict'
import { createHmac, createSign } from 'node:crypto'
import { test } from 'node:test'
import type { GitHub } from '../github.ts'
import type { Chaos } from './chaos.ts'
import { receiver } from './receiver.ts'
import { AT, scene } from './scene.ts'

const DAY = 86_400_000

function appToken({ app, world }: GitHub): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(world.now() / 1000)
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iat: now, exp: now + 540, iss: app.id })}`
  return `${text}.${createSign('RSA-SHA256').update(text).sign(app.privateKey, 'base64url')}`
}

test('deliveries: a run is told step by step, each signed with the secret and with a GUID of its own', async (t) => {
  const { change, github } = await scene(t)
  const { received, url } = await receiver(t)
  github.listen(url)
  const { id } = await github.addRun({ headSha: change })
  await github.finishRun(id)
  await github.settle()

  const actions = received.map(({ event, payload }) => `${event} ${payload.action}`)
  assert.deepEqual(actions.sort(), ['workflow_run completed', 'workflow_run in_progress', 'workflow_run requested'])
  const { body, payload, signature } = received.find((one) => one.payload.action === 'completed')!
  const signed = createHmac('sha256', github.app.webhookSecret).update(body).digest('hex')
  assert.equal(signature, `sha256=${signed}`)
  assert.equal(payload.workflow_run.head_sha, change)
  assert.equal(payload.workflow.path, '.github/workflows/contender.yml')
  assert.equal(payload.repository.full_name, 'acme/models')
  assert.equal(payload.sender.login, 'ann')
  assert.equal(payload.installation.id, github.app.installationId)
  assert.equal(new Set(received.map(({ guid }) => guid)).size, 3)
})

test('deliveries: events that the App has not asked for are not sent', async (t) => {
  const { ann, at, github } = await scene(t)
  const { received, url } = await receiver(t)
  github.listen(url)
  await ann.repos.createDispatchEvent({ ...at, event_type: 'retrain' })
  await github.settle()
  assert.deepEqual(received, [])
})

test('deliveries: one that failed is found by the App and sent again under its GUID', async (t) => {
  const { as, change, github } = await scene(t)
  const hook = await receiver(t)
  github.listen(hook.url)
  hook.status = 500
  await github.addRun({ headSha: change, status: 'queued' })
  await github.settle()
  hook.status = 200

  const app = as(appToken(github))
  const { data: failed } = await app.request('GET /app/hook/deliveries', { status: 'failure' })
  assert.deepEqual(
    failed.map(({ event, status, status_code }) => [event, status, status_code]),
    [['workflow_run', 'Invalid HTTP Response: 500', 500]],
  )
  const [{ guid, id }] = failed as [(typeof failed)[number]]
  const { data } = await app.apps.getWebhookDelivery({ delivery_id: Number(id) })
  assert.equal(data.response.payload as unknown, 'seen')
  assert.equal((data.request.payload as { action: string }).action, 'requested')
  assert.equal((await app.apps.redeliverWebhookDelivery({ delivery_id: Number(id) })).status, 202)
  await github.settle()
  assert.deepEqual(
    hook.received.map((one) => one.guid),
    [guid, guid],
  )
  const { data: all } = await app.apps.listWebhookDeliveries()
  assert.deepEqual(
    all.map(({ redelivery, status }) => [redelivery, status]),
    [
      [true, 'OK'],
      [false, 'Invalid HTTP Response: 500'],
    ],
  )
})

test('deliveries: the list is paged by a cursor, forgets after three days, and is the App’s alone', async (t) => {
  const { as, bot, github } = await scene(t)
  const { url } = await receiver(t)
  github.listen(url)
  for (let push = 0; push < 5; push++) await github.deliver({ name: 'push', own: {}, sender: 'ann' })
  await github.settle()
  const app = as(appToken(github))
  const all = await app.paginate(app.apps.listWebhookDeliveries, { per_page: 2 })
  assert.deepEqual(
    all.map(({ id }) => id),
    [5, 4, 3, 2, 1],
  )
  await assert.rejects(bot.apps.listWebhookDeliveries(), { status: 401 })
  github.setClock(AT + 4 * DAY)
  const later = await as(appToken(github)).apps.listWebhookDeliveries()
  assert.deepEqual(later.data, [])
})

test('deliveries: an address where nobody listens is a failed delivery, and nothing else', async (t) => {
  const { as, github } = await scene(t)
  github.listen('http://127.0.0.1:9/')
  await github.deliver({ name: 'push', own: {}, sender: 'ann' })
  await github.settle()
  const { data } = await as(appToken(github)).apps.listWebhookDeliveries()
  assert.deepEqual(
    data.map(({ status }) => status),
    ['failed to connect to host'],
  )
})

/** What arrives of 40 pushes, by their numbers, and how many are listed as failed. */
async function arrivals(t: Parameters<typeof scene>[0], chaos: Chaos) {
  const { as, github } = await scene(t)
  const { received, url } = await receiver(t)
  github.listen(url)
  github.setChaos(chaos)
  for (let push = 0; push < 40; push++) {
    await github.deliver({ name: 'push', own: { push }, sender: 'ann' })
    if (chaos.reorder === undefined) continue
    // One after the other on the wire, so that what is out of order is so by chaos alone.
    await github.flush()
  }
  await github.settle()
  const app = as(appToken(github))
  const listed = await app.paginate(app.apps.listWebhookDeliveries, { per_page: 100 })
  const pushes = received.map(({ payload }) => payload.push as number)
  return {
    github,
    pushes,
    listed: listed.length,
    failed: listed.filter(({ status }) => status !== 'OK').length,
    received,
  }
}

test('chaos: what is duplicated arrives twice under one GUID', async (t) => {
  const { listed, pushes, received } = await arrivals(t, { seed: 1, duplicate: 0.2 })
  const guids = new Set(received.map(({ guid }) => guid))
  assert.equal(guids.size, 40)
  assert.equal(new Set(pushes).size, 40)
  assert.ok(pushes.length > 40)
  assert.equal(listed, pushes.length)
})

test('chaos: what is dropped stands as failed, and what is lost stands nowhere', async (t) => {
  const { failed, listed, pushes } = await arrivals(t, { seed: 1, drop: 0.2, lose: 0.1 })
  assert.ok(failed > 0 && listed < 40)
  assert.equal(pushes.length, listed - failed)
})

test('chaos: the same seed puts the same deliveries out of order, none far from its place', async (t) => {
  const { pushes } = await arrivals(t, { seed: 2, reorder: 0.3 })
  const again = await arrivals(t, { seed: 2, reorder: 0.3 })
  assert.deepEqual(pushes, again.pushes)
  assert.notDeepEqual(
    pushes,
    pushes.toSorted((a, b) => a - b),
  )
  assert.deepEqual(
    pushes.toSorted((a, b) => a - b),
    Array.from({ length: 40 }, (_, push) => push),
  )
})

test('chaos: what is delayed waits for the clock', async (t) => {
  const { github, pushes } = await arrivals(t, { seed: 1, delay: { share: 1, ms: 60_000 } })
  assert.deepEqual(pushes, [])
  github.setClock(AT + 60_000)
  await github.settle()
  const { length } = github.world.calls
  assert.ok(length > 0)
})

test('chaos: calls of the API fail by chance until it is calm again', async (t) => {
  const { ann, at, github } = await scene(t)
  github.setChaos({ seed: 3, errors: 0.5 })
  const statuses = []
  for (let call = 0; call < 20; call++) {
    const ask = ann.repos.get(at).catch((error: { status: number }) => error)
    statuses.push((await ask).status)
  }
  const failed = statuses.filter((status) => status === 502).length
  assert.ok(failed > 4 && failed < 16)
  assert.equal(failed + statuses.filter((status) => status === 200).length, 20)
  github.setChaos({ seed: 0 })
  assert.equal((await ann.repos.get(at)).status, 200)
})
