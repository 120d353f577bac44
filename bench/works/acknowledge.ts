import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { formatCount } from '../../core/format-number.ts'
import { actor, branchesFor } from '../../test/bot/chaos/scene.ts'
import { startGitHub } from '../../test/github/github.ts'
import type { TestApp } from '../../test/github/test-app.ts'
import { type BotProcess, startBotProcess } from '../sides/bot-process.ts'
import { replayedGitHub } from '../sides/replayed-github.ts'
import type { BenchWork } from '../work.ts'
import { percentiles } from './percentiles.ts'

const A_SECOND = 50
const SECONDS = 20
/** Memory is looked at after a fifth of them. */
const DELIVERIES = 10_000
const PULLS = 25
/** As long as GitHub's own about a pull request are. */
const PAYLOAD = 25_000
const UNLIMITED = { requests: 1e9, writesAMinute: 1e9, writesAnHour: 1e9 }

/** How long GitHub waits for the bot to take a webhook while it looks at pull requests, and whether its memory grows. */
export const acknowledge: BenchWork = {
  name: 'acknowledge',
  open: async ({ after, scale }) => {
    const [seconds, deliveries] = [SECONDS, DELIVERIES].map((count) => Math.ceil(count * Math.min(1, scale)))
    const github = await startGitHub({ t: { after }, from: await branchesFor({ after }, PULLS), limits: UNLIMITED })
    const before = await replayedGitHub(github.url)
    after(before.close)
    const bot = await startBotProcess(github.app, before.url)
    after(bot.end)
    const { id } = (await github.request('GET', '/repos/acme/models')).body as { id: number }
    const send = sender(bot.url, github.app, id)
    await prepare(github, bot)
    // What it has brought about is what it finds from now on.
    for (let at = 0; at < PULLS; at++) await send(at)
    await bot.idle()
    before.replay()
    const times: number[] = []
    const sent: Promise<unknown>[] = []
    const began = performance.now()
    for (let at = 0; at < A_SECOND * seconds!; at++) {
      await pause(Math.max(0, began + (at * 1000) / A_SECOND - performance.now()))
      sent.push(send(at).then((time) => times.push(time)))
    }
    await Promise.all(sent)
    await bot.idle()
    const early = await afterDeliveries(bot, send, deliveries! / 5 - A_SECOND * seconds!)
    const late = await afterDeliveries(bot, send, (deliveries! * 4) / 5)
    if (before.missed().length > 0) throw new Error(`GitHub was asked for ${before.missed()[0]}, which it never knew`)
    if (before.replayed() < PULLS) throw new Error('The bot took webhooks and looked at no pull request')
    const goal = Math.round((early + 5e6) / 1e5) * 1e5
    return [
      { work: `webhooks, ${A_SECOND} a second for ${seconds} s, with looks`, ...percentiles(times), goal: 100 },
      { work: `the bot's memory after ${formatCount(deliveries!)} webhooks with looks`, bytes: late, goal },
    ]
  },
}

/** Pull requests that are judged, and that the bot has commented on. */
async function prepare(github: Awaited<ReturnType<typeof startGitHub>>, bot: BotProcess): Promise<void> {
  const { act } = actor(github)
  github.listen(bot.url)
  for (let pull = 1; pull <= PULLS; pull++) {
    await act(pull, { do: 'open', fork: false })
    await act(pull, { do: 'run' })
    await act(pull, { do: 'end', report: pull % 2 === 0 ? 'better' : 'worse' })
  }
  await github.settle()
  await bot.idle()
  github.listen()
}

/** Bytes that are in use once so many more were sent and worked on. */
async function afterDeliveries(bot: BotProcess, send: Send, count: number): Promise<number> {
  for (let at = 0; at < count; at += 20) await Promise.all(Array.from({ length: 20 }, (_, more) => send(at + more)))
  await bot.idle()
  return bot.memory()
}

/** Milliseconds until a webhook about one of the pull requests was acknowledged. */
type Send = (at: number) => Promise<number>

function sender(url: string, { installationId, webhookSecret: secret }: TestApp, id: number): Send {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const repository = { id, name: 'models', owner: { login: 'acme' }, default_branch: 'main' }
  const place = {
    installation: { id: installationId },
    repository,
    sender: { login: 'ann', type: 'User' },
    rest: 'x'.repeat(PAYLOAD),
  }
  return async (at) => {
    const pull_request = { number: 1 + (at % PULLS), head: { ref: 'change' } }
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
