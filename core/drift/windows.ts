import type { TimeRange } from './time-range.ts'

/**
 * The newest windows that are over, oldest first.
 *
 * Windows begin at whole multiples of their length since 1970-01-01 UTC, so that whoever judges, and whenever, judges the
 * same ones: windows of seven days begin on Thursdays.
 *
 * @param options.length in milliseconds, > 0
 * @param options.now in milliseconds since 1970
 * @param options.count whole ≥ 1
 * @example
 * windowsBefore({ length: 100, now: 1050, count: 2 }) // [{ from: 800, to: 900 }, { from: 900, to: 1000 }]
 */
export function windowsBefore({ count, length, now }: { length: number; now: number; count: number }): TimeRange[] {
  const end = Math.floor(now / length) * length
  return Array.from({ length: count }, (_, at) => {
    const to = end - (count - 1 - at) * length
    return { from: to - length, to }
  })
}

/**
 * The rows that labels can judge: those of the window where its labels should be there by now, else as many before it as
 * are old enough.
 *
 * @param delay how long after its answer a row can be expected to have its label, in milliseconds
 * @example
 * labelledCohort({ from: 100, to: 200 }, { delay: 30, now: 210 }) // { from: 70, to: 170 }
 */
export function labelledCohort(
  { from, to }: TimeRange,
  { delay, now }: { readonly delay: number; readonly now: number },
): TimeRange {
  return now >= to + delay ? { from, to } : { from: from - delay, to: to - delay }
}
