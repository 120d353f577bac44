import type { Model } from '../config.ts'

/** `drift.alert.quiet` */
export type QuietHours = NonNullable<NonNullable<Model['drift']>['alert']['quiet']>

const MINUTE = 60_000

/** Two days: longer than any night, with the hour that a change of clocks may add. */
const MOST_MINUTES = 2 * 24 * 60

/**
 * Until when nobody is to be disturbed. Hours are those of the clock on the wall: they may span midnight, an hour that
 * a change of clocks leaves out ends with the change, and one that comes twice is quiet twice.
 *
 * @returns undefined where it is not quiet now; quiet hours that begin as they end are none
 * @throws {RangeError} if the time zone is unknown
 * @example
 * quietUntil({ from: '22:00', to: '07:00', zone: 'UTC' }, new Date('2026-01-01T23:30:00Z')).toISOString() // '2026-01-02T07:00:00.000Z'
 */
export function quietUntil(quiet: QuietHours | undefined, now: Date): Date | undefined {
  if (quiet === undefined || quiet.from === quiet.to) return undefined
  const isQuiet = quietAt(quiet)
  if (!isQuiet(now)) return undefined
  const start = Math.floor(now.getTime() / MINUTE)
  for (let minute = start + 1; minute < start + MOST_MINUTES; minute++) {
    const time = new Date(minute * MINUTE)
    if (!isQuiet(time)) return time
  }
  return new Date((start + MOST_MINUTES) * MINUTE)
}

function quietAt({ from, to, zone }: QuietHours): (time: Date) => boolean {
  // One language that writes 00:00 to 23:59.
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return (time) => {
    const wall = clock.format(time)
    return from < to ? wall >= from && wall < to : wall >= from || wall < to
  }
}
