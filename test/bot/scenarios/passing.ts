import type { After } from '../../../bot/queue/timers.ts'
import type { GitHub } from '../../github/github.ts'

/** Time passes where somebody waits for it: what is due in an hour comes at once, and GitHub's clock is an hour on. */
export function passing({ setClock, world }: GitHub): After {
  return (seconds, act) => {
    const due = world.now() + seconds * 1000
    const timer = setImmediate(() => {
      setClock(Math.max(due, world.now()))
      act()
    })
    return () => clearImmediate(timer)
  }
}
