import assert from 'node:assert/strict'
import test from 'node:test'
import { isLimited, waitingFetch } from '../../../core/io/github/waiting-fetch.ts'

const NOW = Date.UTC(2026, 10, 2, 9)
const used = (left: number, minutes: number) =>
  Response.json(
    { message: 'API rate limit exceeded' },
    {
      status: 403,
      headers: {
        date: new Date(NOW).toUTCString(),
        'x-ratelimit-remaining': String(left),
        'x-ratelimit-reset': String(NOW / 1000 + minutes * 60),
      },
    },
  )
const busy = (after?: string) =>
  Response.json(
    { message: 'You have exceeded a secondary rate limit' },
    { status: 429, headers: after === undefined ? {} : { 'retry-after': after } },
  )

/** What a client gets to see of these answers, and how many seconds it waited; a second takes no time. */
async function through(answers: readonly Response[], options = {}, method = 'GET') {
  const waits: number[] = []
  const left = [...answers]
  const send = async () => left.shift()!
  const wait = waitingFetch({ fetch: send, second: 0, onWait: (seconds) => waits.push(seconds), ...options })
  const { status } = await wait('https://api.github.test', { method })
  return { status, waits, left: left.length }
}

test('waitingFetch: waits as it is told, and goes on', async () => {
  assert.deepEqual(await through([busy('3'), busy('0'), new Response()]), { status: 200, waits: [3, 1], left: 0 })
})

test('waitingFetch: a minute where GitHub only says that there were too many', async () => {
  assert.deepEqual(await through([busy(), new Response()]), { status: 200, waits: [60], left: 0 })
})

test('waitingFetch: until the hour is over by GitHub’s own clock, where the patience lasts', async () => {
  const patience = 900
  assert.deepEqual(await through([used(0, 10), new Response()], { patience }), { status: 200, waits: [601], left: 0 })
  assert.deepEqual(await through([used(0, 20), new Response()], { patience }), { status: 403, waits: [], left: 1 })
  assert.deepEqual(await through([used(0, 10), new Response()]), { status: 403, waits: [], left: 1 })
})

test('waitingFetch: other refusals are not waited for', async () => {
  assert.deepEqual(await through([used(17, 10)]), { status: 403, waits: [], left: 0 })
  assert.deepEqual(await through([new Response('secondary rate limit', { status: 404 })]), {
    status: 404,
    waits: [],
    left: 0,
  })
})

test('waitingFetch: a write waits, but is its caller’s to send again', async () => {
  const repeat = 'reads'
  assert.deepEqual(await through([busy('3'), new Response()], { repeat }, 'PATCH'), {
    status: 429,
    waits: [3],
    left: 1,
  })
  assert.deepEqual(await through([busy('3'), new Response()], { repeat }), { status: 200, waits: [3], left: 0 })
})

test('isLimited: tells too many requests from a missing permission', () => {
  const error = (status: number, message: string, headers = {}) =>
    Object.assign(new Error(message), { status, response: { headers } })
  assert.ok(isLimited(error(403, 'API rate limit exceeded', { 'x-ratelimit-remaining': '0' })))
  assert.ok(isLimited(error(429, 'Slow down', { 'retry-after': '3' })))
  assert.ok(isLimited(error(403, 'You have exceeded a secondary rate limit')))
  const told = new Error('Cannot use it', { cause: error(429, 'Slow down', { 'retry-after': '3' }) })
  assert.ok(isLimited(told), 'as people are told')
  assert.ok(!isLimited(error(403, 'Resource not accessible by integration', { 'x-ratelimit-remaining': '9' })))
  assert.ok(!isLimited(new Error('secondary rate limit')))
})
