/** The bot of `bench/acknowledge.ts`, in a process of its own: each look reads eight times and writes twice. */
import { startBot } from '../bot/start-bot.ts'
import { WEBHOOKS } from '../bot/webhooks.ts'
import type { Work } from '../bot/work.ts'

const { api, privateKey, webhookSecret } = JSON.parse(process.argv[2]!) as Record<string, string>

const lookAtPull: Work['lookAtPull'] = async ({ at, client }, number) => {
  for (let read = 0; read < 8; read++) await client.rest.pulls.get({ ...at, pull_number: number })
  for (let write = 0; write < 2; write++)
    await client.rest.issues.createComment({ ...at, issue_number: number, body: 'Report' })
}

const settings = { appId: 1, privateKey: privateKey!, webhookSecret: webhookSecret!, host: '127.0.0.1', port: 0 }
const place = { api: api!, server: api!, logLevel: 'warn', reconcileMinutes: 0, concurrency: 8 } as const
const bot = await startBot({ ...settings, ...place }, { work: { lookAtPull } })

process.on('message', async (what) => {
  if (what === 'idle') await bot.idle()
  globalThis.gc?.()
  process.send!({ bytes: process.memoryUsage().heapUsed + process.memoryUsage().external })
})
process.send!({ url: `${bot.url}${WEBHOOKS}` })
