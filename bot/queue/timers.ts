/** Does something after so many seconds; what it gives calls that off. */
export type After = (seconds: number, act: () => void) => () => void

/**
 * Timers of the machine.
 *
 * @param second milliseconds that a second takes: 1000, but in tests
 */
export function timers(second = 1000): After {
  return (seconds, act) => {
    const timer = setTimeout(act, seconds * second)
    return () => clearTimeout(timer)
  }
}
