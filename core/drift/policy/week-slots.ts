/** Slots of the week that rows of two sides lie in. */
export interface WeekSlots {
  /** 24, 4 or 1; 0 where a side has no time at all. */
  readonly perDay: number
  /** The hour of the week of each row, 0 as 1970 began, a Thursday; −1 for a missing time. */
  readonly reference: Int16Array
  readonly current: Int16Array
  /** Whether one side tells hours and the other days alone, so that an hour of one may be a day of the other; batches of some hours are matched by 4 slots a day, or by weekday. */
  readonly unlikeHours: boolean
}

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const HOURS_OF_WEEK = 7 * 24

/**
 * Slots of the week as fine as the rows of both sides allow: of those with any, slots of either side hold 10 rows or more on average, and are no shorter than
 * what its times tell apart. Dates alone tell no hours: their rows all lie at midnight, and midnights of the other side are not like them.
 *
 * Hours are those of UTC. Time O(n + m).
 *
 * @param reference milliseconds since 1970, NaN where one is missing
 */
export function weekSlots(reference: Float64Array, current: Float64Array): WeekSlots {
  const [theirs, ours] = [hoursOfWeek(reference), hoursOfWeek(current)]
  const [tick, otherTick] = [tickOf(reference), tickOf(current)]
  const finest = Math.max(tick, otherTick)
  const filled = [rowsByHour(theirs), rowsByHour(ours)]
  const isTimed = filled.every((rows) => rows.some((count) => count > 0))
  const allows = (perDay: number) => finest <= DAY / perDay && filled.every((rows) => enough(rows, perDay))
  return {
    perDay: isTimed ? ([24, 4].find(allows) ?? 1) : 0,
    reference: theirs,
    current: ours,
    unlikeHours: finest >= DAY && tick !== otherTick,
  }
}

export const slotOf = (hour: number, perDay: number) => Math.floor((hour * perDay) / 24)

function hoursOfWeek(times: Float64Array): Int16Array {
  const hours = new Int16Array(times.length)
  for (let row = 0; row < times.length; row++) {
    const hour = Math.floor(times[row]! / HOUR) % HOURS_OF_WEEK
    hours[row] = Number.isNaN(hour) ? -1 : hour < 0 ? hour + HOURS_OF_WEEK : hour
  }
  return hours
}

/**
 * What nearly all rows lie whole multiples of apart: an hour where they tell hours, some hours of batches, a day of dates.
 *
 * A row of a hundred may lie elsewhere: one that was written by hand makes no hours of dates.
 */
function tickOf(times: Float64Array): number {
  const phase = usualTime(times)
  const isTick = (tick: number) => {
    let [known, apart] = [0, 0]
    for (let row = 0; row < times.length; row++) {
      const time = times[row]!
      if (Number.isNaN(time)) continue
      known++
      if ((time - phase) % tick !== 0) apart++
    }
    return apart <= STRAY * known
  }
  // Most sides tell hours, which one pass sees.
  return isTick(HOUR) ? (TICKS.find(isTick) ?? HOUR) : HOUR
}

const STRAY = 0.01

/** The longest first. */
const TICKS = [24, 12, 8, 6, 4, 3, 2].map((hours) => hours * HOUR)

/** The time of day that most of some rows have, spread over all. */
function usualTime(times: Float64Array): number {
  const rows = new Map<number, number>()
  const every = Math.ceil(times.length / SOME)
  for (let row = 0; row < times.length; row += every) {
    const time = ((times[row]! % DAY) + DAY) % DAY
    if (!Number.isNaN(time)) rows.set(time, (rows.get(time) ?? 0) + 1)
  }
  return [...rows].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0
}

const SOME = 1000

function rowsByHour(hours: Int16Array): Float64Array {
  const rows = new Float64Array(HOURS_OF_WEEK)
  for (const hour of hours) if (hour >= 0) rows[hour]!++
  return rows
}

function enough(byHour: Float64Array, perDay: number): boolean {
  const used = new Set<number>()
  byHour.forEach((rows, hour) => {
    if (rows > 0) used.add(slotOf(hour, perDay))
  })
  return byHour.reduce((sum, rows) => sum + rows, 0) >= 10 * used.size
}
