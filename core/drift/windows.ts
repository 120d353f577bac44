import type { TimeRange } from './time-range.ts'

/**
 * The newest windows that are over, oldest first, and so long over that they can be judged.
 *
 * Windows begin at whole multiples of their length since 1970-01-01 UTC, so that whoever judges, and whenever, judges the
 * same ones: windows of seven days begin on Thursdays.
 *
 * @param options.length in milliseconds, > 0
 * @param options.delay of their labels, as `waitFor` has it
 * @param options.now in milliseconds since 1970
 * @param options.count whole ≥ 1
 * @example
 * windowsBefore({ length: 100, delay: 0, now: 1050, count: 2 }) // [{ from: 800, to: 900 }, { from: 900, to: 1000 }]
 */
export function windowsBefore({
  count,
  delay,
  length,
  now,
}: {
  readonly length: number
  readonly delay: number
  readonly now: number
  readonly count: number
}): TimeRange[] {
  const end = Math.floor((now - waitFor({ delay, length })) / length) * length
  return Array.from({ length: count }, (_, at) => {
    const to = end - (count - 1 - at) * length
    return { from: to - length, to }
  })
}

/**
 * How long after its end a window is judged: until its last labels are due, where they take a seventh of its length at most. For
 * labels that take longer no window is waited for, and older rows are judged by them: see `labelledCohort`.
 *
 * @param delay how long after its answer a row can be expected to have its label, in milliseconds, ≥ 0
 * @param length of the windows, in milliseconds, > 0
 * @example
 * waitFor({ delay: 10, length: 70 }) // 10
 */
export function waitFor({ delay, length }: { readonly delay: number; readonly length: number }): number {
  return 7 * delay <= length ? delay : 0
}

/**
 * The stretch of time whose rows labels judge in a window: the window itself where it is waited for, else as long a one that ends
 * earlier by the delay. It is the same whenever the window is judged, and those of neighbours neither overlap nor leave a gap.
 *
 * @param delay as `waitFor` has it
 * @example
 * labelledCohort({ from: 100, to: 200 }, 30) // { from: 70, to: 170 }
 */
export function labelledCohort({ from, to }: TimeRange, delay: number): TimeRange {
  const back = delay - waitFor({ delay, length: to - from })
  return { from: from - back, to: to - back }
}
