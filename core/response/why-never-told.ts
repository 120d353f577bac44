import { isQuietAt, minutesAhead, type QuietHours } from './quiet-hours.ts'

/** An entry of `on.schedule` in a workflow. */
export interface Schedule {
  /** Five fields: `17 6 * * *` */
  readonly cron: string
  /** UTC where there is none. */
  readonly timezone?: string | undefined
}

/**
 * Why alerts wait for a run that never comes: each run of a schedule falls into quiet hours, all year or for some of its
 * months, since clocks change and UTC does not. Days are not looked at, hours are.
 *
 * @param schedules of one workflow; a field that is no number, list, range or step counts as every minute or hour
 * @param from when the year to look at begins
 * @returns as a sentence; undefined where a run falls outside in each month, or nothing is scheduled
 * @throws {RangeError} if a time zone is unknown
 * @example
 * whyNeverTold([{ cron: '17 5 * * *' }], { from: '22:00', to: '07:00', zone: 'Europe/Berlin' }, new Date('2026-01-01')) // '`17 5 * * *` runs in quiet hours (22:00 to 07:00, Europe/Berlin) alone in 5 months of the year, so nobody is told of drift: let it run outside of them'
 */
export function whyNeverTold(
  schedules: readonly Schedule[],
  quiet: QuietHours | undefined,
  from: Date,
): string | undefined {
  if (quiet === undefined || schedules.length === 0) return undefined
  const days = Array.from({ length: MONTHS }, (_, month) => {
    const day = new Date(from)
    day.setUTCMonth(from.getUTCMonth() + month, 15)
    return day
  })
  const silent = days.filter((day) => schedules.every((schedule) => isSilent(schedule, quiet, day)))
  if (silent.length === 0) return undefined
  const crons = schedules.map(({ cron }) => `\`${cron}\``).join(', ')
  const hours = `${quiet.from} to ${quiet.to}, ${quiet.zone}`
  const when = silent.length === MONTHS ? '' : ` in ${silent.length} months of the year`
  return `${crons} ${schedules.length === 1 ? 'runs' : 'run'} in quiet hours (${hours}) alone${when}, so nobody is told of drift: let it run outside of them`
}

const MONTHS = 12

function isSilent({ cron, timezone = 'UTC' }: Schedule, quiet: QuietHours, day: Date): boolean {
  const [minutes = '*', hours = '*'] = cron.trim().split(/\s+/)
  const later = minutesAhead(quiet.zone, day) - minutesAhead(timezone, day)
  return valuesOf(hours, 24).every((hour) =>
    valuesOf(minutes, 60).every((minute) => isQuietAt((60 * hour + minute + later + 2 * DAY) % DAY, quiet)),
  )
}

const DAY = 24 * 60

/** `5,10-20/5` is 5, 10, 15 and 20. */
function valuesOf(field: string, end: number): number[] {
  const all = Array.from({ length: end }, (_, value) => value)
  const parts = field.split(',').map((part) => /^(?:\*|(\d+)(?:-(\d+))?)(?:\/([1-9]\d*))?$/.exec(part))
  return all.filter((value) =>
    parts.some((part) => {
      if (part === null) return true
      const [, first, last, step] = part
      const low = Number(first ?? 0)
      // `5` is a value, `5/10` begins there, `*` is all.
      const high = last !== undefined ? Number(last) : first !== undefined && step === undefined ? low : end - 1
      return value >= low && value <= high && (value - low) % Number(step ?? 1) === 0
    }),
  )
}
