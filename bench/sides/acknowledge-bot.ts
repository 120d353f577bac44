/**
 * The bot of the benches, in a process of its own, with all its work. It tells of each comment that it writes: when the
 * request left, and how long GitHub was waited for since its last request before a silence.
 */
import { startBot } from '../../bot/start-bot.ts'
import { WEBHOOKS } from '../../bot/webhooks/webhooks.ts'
import { WORK } from '../../bot/work.ts'

const { api, appId, dashboard, privateKey, webhookSecret } = JSON.parse(process.argv[2]!) as {
  readonly api: string
  readonly appId: number
  readonly dashboard: boolean
  readonly privateKey: string
  readonly webhookSecret: string
}

const COMMENT = /\/issues\/(\d+\/comments|comments\/\d+)$/
const now = () => performance.timeOrigin + performance.now()
let waiting = 0
let began = 0
let waited = 0

/** Time in which at least one request is on its way is GitHub's. */
const timed: typeof fetch = async (input, init) => {
  const { pathname } = new URL(String(input))
  if (COMMENT.test(pathname) && init?.method !== 'GET' && init?.method !== 'DELETE')
    process.send!({ written: now(), waited: waited + (waiting > 0 ? now() - began : 0) })
  if (waiting === 0) began = now()
  waiting += 1
  try {
    return await fetch(input, init)
  } finally {
    waiting -= 1
    if (waiting === 0) waited += now() - began
  }
}

const settings = { appId, privateKey, webhookSecret, host: '127.0.0.1', port: 0 }
const place = { api, server: api, logLevel: 'warn', reconcileMinutes: 0, concurrency: 8 } as const
/** What asks for the dashboard gathers for a minute, in which nobody is idle: without one it gathers no longer than this. */
const soon = (seconds: number, done: () => void) => {
  const timer = setTimeout(done, Math.min(seconds * 1000, 50))
  return () => clearTimeout(timer)
}
const { updateDashboard: _, ...work } = WORK
const without = { after: soon, work }
const bot = await startBot({ ...settings, ...place }, { fetch: timed, ...(dashboard ? {} : without) })

process.on('message', async (what) => {
  if (what === 'idle') await bot.idle()
  if (what === 'begin') waited = 0
  if (what === 'memory') globalThis.gc?.()
  process.send!({ bytes: process.memoryUsage().heapUsed + process.memoryUsage().external })
})
process.send!({ url: `${bot.url}${WEBHOOKS}` })
