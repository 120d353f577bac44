import type { Model } from '../config.ts'

/** `drift.alert.quiet` */
export type QuietHours = NonNullable<NonNullable<Model['drift']>['alert']['quiet']>

const MINUTE = 60_000
const DAY = 24 * 60

/**
 * Until when nobody is to be disturbed. Hours are those of the clock on the wall: they may span midnight, an hour that
 * a change of clocks leaves out ends with the change, and one that comes twice is quiet twice. It looks at the clock two
 * or three times, and some dozen where a change of clocks lies in between.
 *
 * @returns undefined where it is not quiet now; quiet hours that begin as they end are none
 * @throws {RangeError} if the time zone is unknown
 * @example
 * quietUntil({ from: '22:00', to: '07:00', zone: 'UTC' }, new Date('2026-01-01T23:30:00Z')).toISOString() // '2026-01-02T07:00:00.000Z'
 */
export function quietUntil(quiet: QuietHours | undefined, now: Date): Date | undefined {
  if (quiet === undefined) return undefined
  const clock = clockOf(quiet.zone)
  const to = minuteOf(quiet.to)
  const start = Math.floor(now.getTime() / MINUTE)
  let minute = start
  for (;;) {
    const wall = clock(minute)
    if (!isQuietAt(wall, quiet)) return minute === start ? undefined : new Date(minute * MINUTE)
    const end = minute + remainder(to - wall)
    // What a change of clocks makes of it is looked at where it is made.
    minute = changeOf(clock, minute, end) ?? end
  }
}

/** Whether a minute of the day, as the clock on the wall shows it, is quiet. */
export function isQuietAt(wall: number, quiet: Pick<QuietHours, 'from' | 'to'>): boolean {
  const [from, to] = [minuteOf(quiet.from), minuteOf(quiet.to)]
  return from <= to ? wall >= from && wall < to : wall >= from || wall < to
}

/** Minutes since midnight on the wall, of a minute since 1970. */
type Clock = (minute: number) => number

/** Formats are dear to make. */
const formats = new Map<string, Intl.DateTimeFormat>()

function clockOf(zone: string): Clock {
  // One language that writes 00:00 to 23:59.
  const shape = { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-GB', shape)
  formats.set(zone, format)
  return (minute) => minuteOf(format.format(minute * MINUTE))
}

/** The first minute after `from`, until `to`, at which the clock on the wall was set; undefined where it was not. */
function changeOf(clock: Clock, from: number, to: number): number | undefined {
  const ahead = (minute: number) => aheadOf(clock, minute)
  const before = ahead(from)
  if (ahead(to) === before) return undefined
  let [same, other] = [from, to]
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2)
    if (ahead(middle) === before) same = middle
    else other = middle
  }
  return other
}

function aheadOf(clock: Clock, minute: number): number {
  return remainder(clock(minute) - minute)
}

/**
 * How far the clocks of a time zone are ahead of UTC.
 *
 * @returns minutes from 0 to 1439: those that are behind are ahead by the rest of a day
 * @throws {RangeError} if the time zone is unknown
 * @example
 * minutesAhead('America/New_York', new Date('2026-01-15T00:00:00Z')) // 1140
 */
export function minutesAhead(zone: string, at: Date): number {
  return aheadOf(clockOf(zone), Math.floor(at.getTime() / MINUTE))
}

/** `07:30` is 450. */
function minuteOf(time: string): number {
  return 60 * Number(time.slice(0, 2)) + Number(time.slice(3, 5))
}

function remainder(minutes: number): number {
  return ((minutes % DAY) + DAY) % DAY
}
