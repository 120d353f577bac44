import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { TestApp } from '../../test/github/test-app.ts'

export interface BotProcess {
  /** Where webhooks go. */
  readonly url: string
  /** Once it has nothing to do. */
  readonly idle: () => Promise<void>
  /** Bytes that are in use once what is not was collected. */
  readonly memory: () => Promise<number>
  /** From now on: the next comment that is written, in milliseconds from now, and how much of that GitHub took. */
  readonly comment: () => Promise<{ readonly total: number; readonly waited: number }>
  readonly end: () => void
}

/** The bot, in a process of its own, at a GitHub; without a dashboard it updates none. */
export async function startBotProcess(
  { id: appId, privateKey, webhookSecret }: TestApp,
  api: string,
  { dashboard = true }: { readonly dashboard?: boolean } = {},
): Promise<BotProcess> {
  const given = JSON.stringify({ api, appId, dashboard, privateKey, webhookSecret })
  const bot = fork(fileURLToPath(new URL('acknowledge-bot.ts', import.meta.url)), [given], {
    execArgv: ['--expose-gc'],
  })
  const url = await told<string>(bot, 'url')
  const ask = (what: string) => {
    const answer = told<number>(bot, 'bytes')
    bot.send(what)
    return answer
  }
  return {
    url,
    idle: async () => void (await ask('idle')),
    memory: () => ask('memory'),
    comment: async () => {
      await ask('begin')
      const began = performance.timeOrigin + performance.now()
      const [{ waited, written }] = (await onceWith(bot, 'written')) as [{ written: number; waited: number }]
      return { total: written - began, waited }
    },
    end: () => void bot.kill(),
  }
}

async function told<T>(bot: ChildProcess, name: string): Promise<T> {
  const [message] = await onceWith(bot, name)
  return message[name] as T
}

async function onceWith(bot: ChildProcess, name: string): Promise<[Record<string, unknown>]> {
  for (;;) {
    const [message] = (await once(bot, 'message')) as [Record<string, unknown>]
    if (name in message) return [message]
  }
}
