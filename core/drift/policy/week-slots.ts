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

/** What all rows lie whole multiples of apart: an hour or less where they tell hours, some hours of batches, a day or more of dates. */
function tickOf(times: Float64Array): number {
  const first = times.find((time) => !Number.isNaN(time)) ?? 0
  let tick = 0
  for (let row = 0; row < times.length; row++) {
    const apart = Math.abs(times[row]! - first)
    if (Number.isNaN(apart) || apart === 0 || apart % tick === 0) continue
    tick = commonMeasure(apart, tick)
    if (tick <= HOUR) return tick
  }
  // Rows of one moment tell of no other hour.
  return tick === 0 ? DAY : tick
}

function commonMeasure(one: number, other: number): number {
  let [left, right] = [one, other]
  while (right > 0) [left, right] = [right, left % right]
  return left
}

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
