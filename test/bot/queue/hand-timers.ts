import type { After } from '../../../bot/queue/timers.ts'

/** Timers that stand still until a test moves them. */
export function handTimers(): {
  readonly after: After
  readonly advance: (seconds: number) => void
  due: () => number[]
} {
  let now = 0
  let waiting: { readonly at: number; readonly act: () => void }[] = []
  return {
    after: (seconds, act) => {
      const one = { at: now + seconds, act }
      waiting.push(one)
      return () => {
        waiting = waiting.filter((other) => other !== one)
      }
    },
    advance: (seconds) => {
      now += seconds
      const ready = waiting.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)
      waiting = waiting.filter(({ at }) => at > now)
      for (const { act } of ready) act()
    },
    /** Seconds until each. */
    due: () => waiting.map(({ at }) => at - now).sort((a, b) => a - b),
  }
}

/** Once everything that was begun has gone as far as it can without time going on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}
