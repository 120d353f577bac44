/** How long GitHub waits for the bot to take a webhook, and whether its memory grows with them. */
import { type ChildProcess, fork } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { testApp } from '../test/github/test-app.ts'
import type { Size, Wait } from './row.ts'

const A_SECOND = 50
const SECONDS = 20
const DELIVERIES = 10_000
/** As long as GitHub's own about a pull request are. */
const PAYLOAD = 25_000

export async function benchAcknowledge(): Promise<(Wait | Size)[]> {
  const app = testApp()
  const github = await answeringServer()
  const { privateKey, webhookSecret } = app
  const given = JSON.stringify({ api: github.url, privateKey, webhookSecret })
  const bot = fork(fileURLToPath(new URL('acknowledge-bot.ts', import.meta.url)), [given], {
    execArgv: ['--expose-gc'],
  })
  try {
    const [{ url }] = (await once(bot, 'message')) as [{ url: string }]
    const send = sender(url, webhookSecret)
    for (let warm = 0; warm < 200; warm++) await send(warm)
    await memoryOf(bot, 'idle')
    const times: number[] = []
    const sent: Promise<unknown>[] = []
    const began = performance.now()
    for (let at = 0; at < A_SECOND * SECONDS; at++) {
      await pause(Math.max(0, began + (at * 1000) / A_SECOND - performance.now()))
      sent.push(send(at).then((time) => times.push(time)))
    }
    await Promise.all(sent)
    await memoryOf(bot, 'idle')
    const early = await afterDeliveries(bot, send, DELIVERIES / 10)
    const late = await afterDeliveries(bot, send, DELIVERIES)
    const work = `webhooks, ${A_SECOND} a second for ${SECONDS} s, ten requests to GitHub after each`
    return [
      { work, ...percentiles(times), goal: 100 },
      {
        work: `the bot's memory after ${DELIVERIES.toLocaleString('en')} webhooks`,
        bytes: late,
        goal: Math.round((early + 5e6) / 1e5) * 1e5,
      },
    ]
  } finally {
    bot.kill()
    github.close()
  }
}

function percentiles(times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]!
  return { p50: at(0.5), p99: at(0.99) }
}

/** Bytes that are in use once so many more were sent and worked on. */
async function afterDeliveries(bot: ChildProcess, send: Send, count: number): Promise<number> {
  for (let at = 0; at < count; at += 20) await Promise.all(Array.from({ length: 20 }, (_, more) => send(at + more)))
  await memoryOf(bot, 'idle')
  return memoryOf(bot, 'memory')
}

async function memoryOf(bot: ChildProcess, what: 'idle' | 'memory'): Promise<number> {
  bot.send(what)
  const [{ bytes }] = (await once(bot, 'message')) as [{ bytes: number }]
  return bytes
}

/** Milliseconds until a webhook about one of a hundred pull requests was acknowledged. */
type Send = (at: number) => Promise<number>

function sender(url: string, secret: string): Send {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const repository = { name: 'models', owner: { login: 'acme' }, default_branch: 'main' }
  const place = {
    installation: { id: 1 },
    repository,
    sender: { login: 'ann', type: 'User' },
    rest: 'x'.repeat(PAYLOAD),
  }
  return async (at) => {
    const pull_request = { number: at % 100, head: { ref: 'change' } }
    const body = JSON.stringify({ action: 'synchronize', pull_request, ...place })
    const signature = createHmac('sha256', secret).update(body).digest('hex')
    const headers = {
      ...{ 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      ...{
        'x-github-event': 'pull_request',
        'x-github-delivery': `${at}`,
        'x-hub-signature-256': `sha256=${signature}`,
      },
    }
    const began = performance.now()
    const sent = request(url, { method: 'POST', agent, headers })
    sent.end(body)
    const [answer] = await once(sent, 'response')
    const took = performance.now() - began
    answer.resume()
    await once(answer, 'end')
    if (answer.statusCode !== 200) throw new Error(`A webhook was answered with ${answer.statusCode}`)
    return took
  }
}

/** A GitHub that knows one answer, at once. */
async function answeringServer() {
  const expires_at = new Date(Date.now() + 3_600_000).toISOString()
  const text = JSON.stringify({ slug: 'contender', token: 'ghs_0', expires_at, body: 'x'.repeat(PAYLOAD) })
  const server = createServer((message, response) => {
    message.resume()
    response.writeHead(200, { 'content-type': 'application/json' }).end(text)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}
