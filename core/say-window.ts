import type { TimeRange } from './drift/time-range.ts'

const DAY = 86_400_000

interface Stretch {
  readonly from: string
  readonly to: string
}

/**
 * A window for people: by its days, the last of them included, where it begins and ends at midnight, UTC; else by its times.
 *
 * @param window times of ISO 8601; `to` is the first moment after it
 * @example
 * sayWindow({ from: '2001-02-22T00:00:00Z', to: '2001-03-01T00:00:00Z' }) // '2001-02-22 to 2001-02-28'
 */
export function sayWindow({ from, to }: Stretch): string {
  const [start, end] = [Date.parse(from), Date.parse(to)]
  if (start % DAY !== 0 || end % DAY !== 0) return `${moment(start)} to ${moment(end)} UTC`
  const last = day(end - DAY)
  return day(start) === last ? last : `${day(start)} to ${last}`
}

/** The same of a stretch in milliseconds since 1970. */
export function sayRange({ from, to }: TimeRange): string {
  return sayWindow({ from: new Date(from).toISOString(), to: new Date(to).toISOString() })
}

/**
 * The end of what lies before a time, in the same words: its last day where that is a whole one, else the time.
 *
 * @param end the first moment after it, in milliseconds since 1970
 * @example
 * sayLast(Date.parse('2001-03-01T00:00:00Z')) // '2001-02-28'
 */
export function sayLast(end: number): string {
  return end % DAY === 0 ? day(end - DAY) : `${moment(end - 1)} UTC`
}

/**
 * The beginning of a window, as short as it tells it apart from the others: `2001-02-22`, or `2001-02-22 06:00`.
 *
 * @example
 * sayStart('2001-02-22T00:00:00Z') // '2001-02-22'
 */
export function sayStart(from: string): string {
  const at = Date.parse(from)
  return at % DAY === 0 ? day(at) : moment(at)
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

function moment(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ')
}
