import { count } from '../../count.ts'
import type { Column } from '../../data/table.ts'
import { groupsOf } from '../../groups.ts'
import type { Groups } from '../../metrics/metric.ts'
import { FEWEST_BLOCKS } from './limits.ts'
import { DAY, HOUR, HOURS_OF_WEEK, slotOf, weekSlots } from './week-slots.ts'

/** The rows of one side by part. */
export interface Parts {
  /** The part of each row; undefined where there is only one. */
  readonly codes: Uint32Array | undefined
  readonly parts: number
}

/** All rows in one part. */
export const WHOLE: Parts = { codes: undefined, parts: 1 }

/** How the rows of one side lie in blocks, and in the week: parts are rows of one block and one slot of the week. */
export interface LaidSide extends Parts {
  readonly codes: Uint32Array
  /** The block of each part. */
  readonly blockOf: Uint32Array
  readonly blocks: number
  /** The day of each part; undefined where blocks are not hours. */
  readonly dayOf?: Uint32Array
  /** The slot of the week of each part; −1 where there is no time. */
  readonly slotOf: Int32Array
}

/** How the rows of two samples lie: blocks of rows that move together, and slots of the week. */
export interface Layout {
  readonly by: 'day' | 'hour' | 'group'
  readonly reference: LaidSide
  readonly current: LaidSide
  /** Slots in a day: 24, 4 or 1; 0 where there is no time. */
  readonly slotsPerDay: number
  /** As `weekSlots` has it. */
  readonly unlikeHours?: boolean
}

/** How the rows of a window lie in blocks, where nothing tells of those of the reference. */
export interface LoneLayout {
  readonly reference?: undefined
  readonly current: LaidSide
}

/** Why blocks cannot be made. */
interface TooFewBlocks {
  readonly because: string
}

/** undefined: rows count as independent. */
export type LaidOut = Layout | LoneLayout | TooFewBlocks | undefined

/** What tells of the rows of one side where they belong. */
export interface Placed {
  /** Milliseconds since 1970, UTC; NaN where it is missing. */
  readonly time: Float64Array | undefined
  readonly group: Column | undefined
}

/**
 * Finds the blocks that can be taken for independent: those of `group`, else days, else hours where there are fewer than 5 days a
 * side; and the slots of the week, as `weekSlots` has them.
 *
 * Days and hours are those of UTC. Many groups are joined into fewer blocks, which loses nothing. Time O(n + m).
 *
 * @returns undefined where neither time nor group is known of the window: rows then count as independent
 */
export function layOut(reference: Placed, current: Placed): LaidOut {
  const [times, others] = [reference.time, current.time]
  const timed = times !== undefined && others !== undefined
  const week = timed ? weekSlots(times, others) : undefined
  const slotsPerDay = week?.perDay ?? 0
  const made = (by: Layout['by'], left: Groups, right: Groups): Layout => ({
    by,
    slotsPerDay,
    unlikeHours: week?.unlikeHours ?? false,
    reference: laid(left, week?.reference, slotsPerDay),
    current: laid(right, week?.current, slotsPerDay),
  })
  const enough = (...sides: readonly Groups[]) => Math.min(...sides.map(({ count }) => count)) >= FEWEST_BLOCKS
  if (reference.group !== undefined && current.group !== undefined) {
    const [left, right] = joinMany(groupsOf(reference.group), groupsOf(current.group)) as [Groups, Groups]
    return enough(left, right) ? made('group', left, right) : tooFew('group', left, right)
  }
  if (!timed) return layOutAlone(current)
  const days = [stretches(times, DAY), stretches(others, DAY)] as const
  if (enough(...days.map(known))) return made('day', ...days)
  const hours = [stretches(times, HOUR), stretches(others, HOUR)] as const
  if (!enough(...hours.map(known))) return tooFew('hour', ...hours.map(known))
  const layout = made('hour', ...hours)
  return {
    ...layout,
    reference: { ...layout.reference, dayOf: dayOfParts(layout.reference, days[0]) },
    current: { ...layout.current, dayOf: dayOfParts(layout.current, days[1]) },
  }
}

function layOutAlone({ group, time }: Placed): LoneLayout | undefined {
  if (group !== undefined) return { current: laid(joinMany(groupsOf(group))[0]!, undefined, 0) }
  return time && { current: laid(stretches(time, DAY), undefined, 0) }
}

/** Hours lie in one day. */
function dayOfParts({ codes, parts }: LaidSide, days: Groups): Uint32Array {
  const dayOf = new Uint32Array(parts)
  for (let row = 0; row < codes.length; row++) dayOf[codes[row]!] = days.codes[row]!
  return dayOf
}

/** More blocks than this cost time and say nothing more. */
const MOST_BLOCKS = 256

function tooFew(what: string, ...sides: readonly Groups[]): TooFewBlocks {
  return {
    because: `rows of ${count(Math.min(...sides.map(({ count }) => count)), what)}, at least ${FEWEST_BLOCKS} are needed on either side`,
  }
}

interface Stretches extends Groups {
  /** Whether rows without a time are a group of their own. */
  readonly anyUnknown: boolean
}

/** Those that are stretches of time. */
function known({ anyUnknown, codes, count }: Stretches): Groups {
  return { codes, count: count - (anyUnknown ? 1 : 0) }
}

/** As `groupsOf`, for rows that are mostly in the order of time: what is known is asked only where the stretch changes. */
function stretches(times: Float64Array, every: number): Stretches {
  const codeOf = new Map<number, number>()
  const codes = new Uint32Array(times.length)
  let last: number | undefined
  let code = 0
  for (let row = 0; row < times.length; row++) {
    const stretch = Math.floor(times[row]! / every)
    if (stretch !== last) {
      code = codeOf.get(stretch) ?? codeOf.size
      if (code === codeOf.size) codeOf.set(stretch, code)
      last = stretch
    }
    codes[row] = code
  }
  return { codes, count: codeOf.size, anyUnknown: codeOf.has(Number.NaN) }
}

/** So that about as many groups are in each block of either side: sums of independent groups are as independent. */
function joinMany(...sides: readonly Groups[]): Groups[] {
  const size = Math.ceil(sides.reduce((sum, { count }) => sum + count, 0) / MOST_BLOCKS)
  if (size === 1) return [...sides]
  return sides.map(({ codes, count }) => {
    const blocks = Math.max(1, Math.round(count / size))
    return { codes: codes.map((group) => group % blocks), count: blocks }
  })
}

/** Parts are pairs of block and slot that have a row. */
function laid({ codes, count }: Groups, hours: Int16Array | undefined, perDay: number): LaidSide {
  if (hours === undefined || perDay === 0) {
    const own = Uint32Array.from({ length: count }, (_, block) => block)
    return { codes, parts: count, blockOf: own, blocks: count, slotOf: new Int32Array(count).fill(-1) }
  }
  const known = new Map<number, number>()
  const parts = new Uint32Array(codes.length)
  let last = -1
  let part = 0
  for (let row = 0; row < codes.length; row++) {
    const pair = codes[row]! * (HOURS_OF_WEEK + 1) + hours[row]! + 1
    if (pair !== last) {
      const slot = hours[row]! < 0 ? -1 : slotOf(hours[row]!, perDay)
      const coarse = codes[row]! * (HOURS_OF_WEEK + 1) + slot + 1
      part = known.get(coarse) ?? known.size
      if (part === known.size) known.set(coarse, part)
      last = pair
    }
    parts[row] = part
  }
  const pairs = [...known.keys()]
  return {
    codes: parts,
    parts: known.size,
    blockOf: Uint32Array.from(pairs, (pair) => Math.floor(pair / (HOURS_OF_WEEK + 1))),
    blocks: count,
    slotOf: Int32Array.from(pairs, (pair) => (pair % (HOURS_OF_WEEK + 1)) - 1),
  }
}
