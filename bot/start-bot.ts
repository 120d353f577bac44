import { type BotWorld, createBot } from './create-bot.ts'
import { serve } from './server.ts'
import type { Settings } from './settings.ts'

/** Seconds after the start at which everything is looked at for the first time: what was lost with the last process. */
const FIRST = 5
/** Seconds that work under way has to come to its end; Docker waits ten before it kills. */
const GRACE = 8

export interface StartedBot {
  readonly url: string
  /** Once nothing is waiting or under way. */
  readonly idle: () => Promise<void>
  /** How many things wait, or rest, and are under way. */
  readonly length: () => { readonly waiting: number; readonly running: number }
  /** Looks at everything once, and waits for it. */
  readonly reconcile: () => Promise<void>
  /** Takes nothing more, and waits for what is under way, but not for ever. */
  readonly stop: () => Promise<void>
}

/**
 * Starts a bot that listens, works and looks at everything from time to time.
 *
 * @throws {UserError} if it cannot listen
 * @example
 * const { stop, url } = await startBot(readSettings(process.env, read))
 */
export async function startBot(settings: Settings, world: BotWorld = {}): Promise<StartedBot> {
  const bot = await createBot(settings, world)
  const { after, github, idle, log, reconcile } = bot
  const { close, url } = await serve(bot, settings)
  let callOff: (() => void) | undefined
  const schedule = (seconds: number) => {
    callOff = after(seconds, () => {
      void reconcile()
      schedule(settings.reconcileMinutes * 60)
    })
  }
  if (settings.reconcileMinutes > 0) schedule(FIRST)
  // Known early, its own events are told from those of others; where GitHub is down, the first look asks again.
  github.app().then(
    ({ login }) => log.info('Started', { url, login }),
    (error: Error) => log.warn('Started, but GitHub does not say who we are', { url, error: error.message }),
  )
  const stop = async () => {
    callOff?.()
    const ended = Promise.all([close(), bot.stop()])
    let forget: (() => void) | undefined
    const patience = new Promise<void>((resolve) => {
      forget = after(GRACE, resolve)
    })
    await Promise.race([ended, patience])
    forget?.()
  }
  return { url, idle, length: bot.queue.length, reconcile, stop }
}
