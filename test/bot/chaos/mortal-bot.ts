import type { After } from '../../../bot/queue/timers.ts'
import { timers } from '../../../bot/queue/timers.ts'
import type { GitHub } from '../../github/github.ts'
import { startTestBot, type TestBot } from '../start-bot.ts'

/** A bot whose process may be killed in the midst of its work, and that begins again at the same address. */
export interface MortalBot {
  readonly webhooks: () => string
  /** Kills it after so many requests from now on: before the last one leaves, or so that its answer never arrives. */
  readonly killAfter: (requests: number, sent: boolean) => void
  /** Starts it again where it was killed. */
  readonly revive: () => Promise<void>
  /** Once nothing is left to do; waits of a minute and more are over as soon as there is nothing else. */
  readonly settle: () => Promise<void>
  /** Looks at everything, however often it is killed meanwhile. */
  readonly reconcile: () => Promise<void>
  readonly kills: () => number
  /** Lines of the logs of all its lives that are more than news. */
  readonly errors: () => readonly Record<string, unknown>[]
}

interface Life {
  readonly bot: TestBot
  readonly waits: Waits
  readonly death: PromiseWithResolvers<void>
  dead: boolean
}

const LONG = 60

/** @param beside addresses of other bots, which hear everything too */
export async function startMortalBot(github: GitHub, beside: () => readonly string[]): Promise<MortalBot> {
  const errors: Record<string, unknown>[] = []
  let doom: { left: number; readonly sent: boolean } | undefined
  let kills = 0
  let port = 0
  let life: Life

  async function begin(): Promise<Life> {
    const waits = openWaits()
    const self: { -readonly [Key in keyof Life]?: Life[Key] } = { waits, death: Promise.withResolvers(), dead: false }
    const die = () => {
      doom = undefined
      self.dead = true
      kills += 1
      errors.push(...errorsOf(self.bot!))
      // What waits in memory is gone; what is under way never hears of anything again.
      void self.bot!.stop()
      self.death!.resolve()
    }
    const mortalFetch: typeof fetch = async (input, init) => {
      if (doom !== undefined && !self.dead) doom.left -= 1
      const isLast = doom !== undefined && doom.left <= 0 && !self.dead && self.bot !== undefined
      if (isLast && !doom?.sent) die()
      if (self.dead) return never()
      const answered = fetch(input, init)
      if (isLast) die()
      const answer = await answered.catch((error: unknown) => (self.dead ? never() : Promise.reject(error)))
      return self.dead ? never() : answer
    }
    // Who lost a race waits as long as the attempt took. By GitHub's clock, which jumps a second an act and ten
    // minutes at once, that would be eight real seconds.
    const clock = () => performance.now()
    const world = { fetch: mortalFetch, after: waits.after, clock, settings: { port }, beside: beside() }
    self.bot = await startTestBot(github, world)
    port = Number(new URL(self.bot.url).port)
    return self as Life
  }
  const errorsOf = ({ log }: TestBot) => log.filter(({ level }) => level !== 'info')
  const revive = async () => {
    if (life.dead) life = await begin()
  }
  life = await begin()
  return {
    webhooks: () => life.bot.webhooks,
    killAfter: (left, sent) => {
      doom = { left, sent }
    },
    revive,
    settle: async () => {
      for (;;) {
        await revive()
        const { bot, waits } = life
        const { running, waiting } = bot.length()
        const isQuiet = running === 0 && waits.short() === 0 && waiting <= waits.long()
        if (isQuiet && waiting === 0) return
        if (isQuiet) waits.end()
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
    },
    reconcile: async () => {
      do {
        await revive()
        await Promise.race([life.bot.reconcile(), life.death.promise])
      } while (life.dead)
    },
    kills: () => kills,
    errors: () => [...errors, ...(life.dead ? [] : errorsOf(life.bot))],
  }
}

const never = () => new Promise<never>(() => undefined)

interface Waits {
  readonly after: After
  readonly short: () => number
  readonly long: () => number
  /** Ends the long ones. */
  readonly end: () => void
}

/** Waits as in all tests, a millisecond for a second; the long ones stand still until they are ended. */
function openWaits(): Waits {
  const after = timers(1)
  const long = new Set<() => void>()
  let short = 0
  return {
    after: (seconds, act) => {
      if (seconds >= LONG) {
        long.add(act)
        return () => void long.delete(act)
      }
      short += 1
      const callOff = after(seconds, () => {
        short -= 1
        act()
      })
      return () => {
        short -= 1
        callOff()
      }
    },
    short: () => short,
    long: () => long.size,
    end: () => {
      const ended = [...long]
      long.clear()
      for (const act of ended) act()
    },
  }
}
