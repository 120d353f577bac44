import type { TimeRange } from '../../core/drift/time-range.ts'

/** A stretch of time for people, by days where it begins and ends with one. */
export function sayRange({ from, to }: TimeRange): string {
  const day = (time: number) =>
    new Date(time)
      .toISOString()
      .slice(0, 16)
      .replace(/T00:00$/, '')
  return `${day(from)} to ${day(to)}`
}
