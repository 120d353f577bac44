import { readFileSync } from 'node:fs'
import { type BotWorld, createBot } from './create-bot.ts'
import { readSettings } from './settings.ts'
import type { Middleware } from './webhooks/webhooks.ts'

export interface BotMiddleware extends Middleware {
  /** Once all work that webhooks asked for is done: where a platform freezes a process after its answer, wait for this. */
  readonly idle: () => Promise<void>
  /** Looks at everything once: for a platform's own clock. */
  readonly reconcile: () => Promise<void>
  readonly stop: () => Promise<void>
}

/**
 * The bot for a server of one's own, or a function of a platform: it answers webhooks, and nothing else. It has no
 * timer for the reconcile.
 *
 * @throws {UserError} that names all settings that are missing
 * @example
 * const bot = await createNodeMiddleware(process.env)
 * createServer((request, response) => bot(request, response, () => response.writeHead(404).end()))
 */
export async function createNodeMiddleware(
  environment: Readonly<Record<string, string | undefined>>,
  world: BotWorld = {},
): Promise<BotMiddleware> {
  const settings = readSettings(environment, (path) => readFileSync(path, 'utf8'))
  const { idle, middleware, reconcile, stop } = await createBot(settings, world)
  return Object.assign(middleware, { idle, reconcile, stop })
}
