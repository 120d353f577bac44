import type { BotWorld } from '../../bot/create-bot.ts'
import type { Settings } from '../../bot/settings.ts'
import { type StartedBot, startBot } from '../../bot/start-bot.ts'
import { WEBHOOKS } from '../../bot/webhooks/webhooks.ts'
import type { GitHub } from '../github/github.ts'

export interface TestBot extends StartedBot {
  /** Where webhooks go: for `github.listen`. */
  readonly webhooks: string
  /** What it logged. */
  readonly log: readonly Record<string, unknown>[]
  /** Sends all that GitHub has to say, and works on it until nothing is left to do on either side. */
  readonly settle: () => Promise<void>
}

export interface TestBotOptions extends BotWorld {
  readonly settings?: Partial<Settings>
  /** Addresses of other bots that listen too. */
  readonly beside?: readonly string[]
}

/** What a bot at this GitHub is told. */
export function settingsAt({ app, url }: GitHub, more: Partial<Settings> = {}): Settings {
  return {
    ...{ appId: app.id, privateKey: app.privateKey, webhookSecret: app.webhookSecret },
    ...{ host: '127.0.0.1', port: 0, api: url, server: url },
    ...{ logLevel: 'info', reconcileMinutes: 0, concurrency: 8 },
    ...more,
  }
}

/**
 * A bot at a GitHub of the tests, which tells it everything, and with which it ends. Its clock is GitHub's, a second
 * of waiting takes a millisecond, and it reconciles when it is asked to. Of several, each gets everything.
 */
export async function startTestBot(
  github: GitHub,
  { beside = [], settings = {}, ...world }: TestBotOptions = {},
): Promise<TestBot> {
  const log: Record<string, unknown>[] = []
  const bot = await startBot(settingsAt(github, settings), {
    now: () => new Date(github.world.now()),
    clock: github.world.now,
    second: 1,
    write: (line) => log.push(JSON.parse(line)),
    ...world,
  })
  // Before GitHub closes: nothing that the bot is at may find it gone.
  github.world.closers.unshift(bot.stop)
  const webhooks = `${bot.url}${WEBHOOKS}`
  github.listen(...beside, webhooks)
  const settle = async () => {
    // What the bot writes is told to it as well.
    for (let calls = -1; calls !== github.calls.length; ) {
      calls = github.calls.length
      await github.settle()
      await bot.idle()
    }
  }
  return { ...bot, webhooks, log, settle }
}
