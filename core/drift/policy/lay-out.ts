import type { Column } from '../../data/table.ts'
import { groupsOf } from '../../groups.ts'
import type { Groups } from '../../metrics/metric.ts'
import { FEWEST_BLOCKS } from './limits.ts'

/** How the rows of one side lie in blocks, and in the week. */
export interface LaidSide {
  /** The part of each row: rows of one block and one slot of the week. */
  readonly codes: Uint32Array
  readonly parts: number
  /** The block of each part. */
  readonly blockOf: Uint32Array
  readonly blocks: number
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
}

/** Why blocks cannot be made. */
export interface TooFewBlocks {
  readonly because: string
}

/** What tells of the rows of one side where they belong. */
export interface Placed {
  /** Milliseconds since 1970, UTC; NaN where it is missing. */
  readonly time: Float64Array | undefined
  readonly group: Column | undefined
}

/**
 * Finds the blocks that can be taken for independent: those of `group`, else days, else hours where there are fewer than 5 days a
 * side; and the slots of the week, as fine as the rows allow.
 *
 * Days and hours are those of UTC. Many groups are joined into fewer blocks, which loses nothing. Time O(n + m).
 *
 * @returns undefined where neither time nor group is known of both sides: rows then count as independent
 */
export function layOut(reference: Placed, current: Placed): Layout | TooFewBlocks | undefined {
  const [times, others] = [reference.time, current.time]
  const timed = times !== undefined && others !== undefined
  const slotsPerDay = timed ? finestSlots([times, others]) : 0
  const made = (by: Layout['by'], left: Groups, right: Groups): Layout => ({
    by,
    slotsPerDay,
    reference: laid(left, slotsPerDay === 0 ? undefined : times, slotsPerDay),
    current: laid(right, slotsPerDay === 0 ? undefined : others, slotsPerDay),
  })
  const enough = (left: Groups, right: Groups) => Math.min(left.count, right.count) >= FEWEST_BLOCKS
  if (reference.group !== undefined && current.group !== undefined) {
    const [left, right] = joinMany(groupsOf(reference.group), groupsOf(current.group))
    return enough(left, right) ? made('group', left, right) : tooFew('groups', left, right)
  }
  if (!timed) return undefined
  const days = [stretches(times, DAY), stretches(others, DAY)] as const
  if (enough(...days)) return made('day', ...days)
  const hours = [stretches(times, HOUR), stretches(others, HOUR)] as const
  return enough(...hours) ? made('hour', ...hours) : tooFew('hours', ...hours)
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** More blocks than this cost time and say nothing more. */
const MOST_BLOCKS = 256

function tooFew(what: string, left: Groups, right: Groups): TooFewBlocks {
  return {
    because: `rows of ${Math.min(left.count, right.count)} ${what}, at least ${FEWEST_BLOCKS} are needed on either side`,
  }
}

/** Slots of either side hold 10 rows or more on average, of those with any. */
function finestSlots(sides: readonly Float64Array[]): number {
  const enough = (times: Float64Array, perDay: number) => {
    const used = new Uint8Array(7 * perDay)
    let rows = 0
    for (const time of times) {
      const slot = slotOf(time, perDay)
      if (slot < 0) continue
      used[slot] = 1
      rows++
    }
    return rows >= 10 * used.reduce((sum, one) => sum + one, 0)
  }
  return [24, 4].find((perDay) => sides.every((times) => enough(times, perDay))) ?? 1
}

function stretches(times: Float64Array, every: number): Groups {
  return groupsOf({ kind: 'number', type: 'time', values: times.map((time) => Math.floor(time / every)) })
}

/** So that about as many groups are in each block of either side: sums of independent groups are as independent. */
function joinMany(left: Groups, right: Groups): [Groups, Groups] {
  const size = Math.ceil((left.count + right.count) / MOST_BLOCKS)
  if (size === 1) return [left, right]
  const join = ({ codes, count }: Groups): Groups => {
    const blocks = Math.max(1, Math.round(count / size))
    return { codes: codes.map((group) => group % blocks), count: blocks }
  }
  return [join(left), join(right)]
}

/** Parts are pairs of block and slot that have a row. */
function laid({ codes, count }: Groups, times: Float64Array | undefined, perDay: number): LaidSide {
  if (times === undefined) {
    const own = Uint32Array.from({ length: count }, (_, block) => block)
    return { codes, parts: count, blockOf: own, blocks: count, slotOf: new Int32Array(count).fill(-1) }
  }
  const slots = 7 * perDay + 1
  const known = new Map<number, number>()
  const parts = new Uint32Array(codes.length)
  let last = -1
  let part = 0
  for (let row = 0; row < codes.length; row++) {
    const pair = codes[row]! * slots + slotOf(times[row]!, perDay) + 1
    // Rows are mostly in the order of time: the Map is asked only where the pair changes.
    if (pair !== last) {
      part = known.get(pair) ?? known.size
      if (part === known.size) known.set(pair, part)
      last = pair
    }
    parts[row] = part
  }
  const pairs = [...known.keys()]
  return {
    codes: parts,
    parts: known.size,
    blockOf: Uint32Array.from(pairs, (pair) => Math.floor(pair / slots)),
    blocks: count,
    slotOf: Int32Array.from(pairs, (pair) => (pair % slots) - 1),
  }
}

/** 0 for the first hours of a Thursday, as 1970 began; −1 for a missing time. */
function slotOf(time: number, perDay: number): number {
  if (Number.isNaN(time)) return -1
  const within = time - Math.floor(time / (7 * DAY)) * 7 * DAY
  return Math.floor((within / DAY) * perDay)
}
