import { studentTCdf } from '../../stats/student-t.ts'
import type { PartCounts, Parted } from '../compared.ts'
import { type Block, gapsOf, sumOf, total } from './block-counts.ts'
import type { LaidSide, Layout } from './lay-out.ts'
import { FEWEST_BLOCKS } from './limits.ts'
import type { Measure } from './permute-blocks.ts'

/** Days of both sides that were compared, and how surprising their gap is. */
export interface DaysApart {
  readonly pValue: number
  readonly days: { readonly reference: number; readonly current: number }
}

/**
 * How likely a side of fewer than five days is to be as far from the other if days differ as those of the other do among themselves.
 *
 * Hours of one day are alike where days differ, and a few days cannot be permuted in ways enough. So the square of the gap is held beside the mean
 * square of the gaps between each day of the longer side and its other days, as Student's t² is: within the same weekday where the longer
 * side has days enough, and by the hours that the shorter side has. Exact where days differ by one normal effect; more cautious where rows or several effects
 * add to it; docs/simulations.md has the rates. Time O(parts · cells).
 *
 * @param parted of a layout by hours
 * @returns undefined where neither side has five days with a value: nothing tells how they differ
 */
export function daysApart(parted: Parted, layout: Layout, measure: Measure): DaysApart | undefined {
  const countOf = (side: Side) => new Set(layout[side].dayOf).size
  const [long, short]: [Side, Side] =
    countOf('reference') >= countOf('current') ? ['reference', 'current'] : ['current', 'reference']
  const hours = new Set(Array.from(layout[short].slotOf, (slot) => hourOf(slot, layout)))
  const of = (side: Side) => sumDays(parted[side], parted.cells, { side: layout[side], layout, hours })
  const [many, few] = [of(long), of(short)]
  if (many.length < FEWEST_BLOCKS || few.length === 0) return undefined
  const square = (gaps: Float64Array) => measure(gaps).statistic ** (parted.positions === undefined ? 1 : 2)
  const strata = strataOf(many, few)
  const { mean: variance, df } = amongDays(many, strata, square)
  const seen = between(many, few, strata)
  const ratio = square(seen.gaps) / (variance * seen.size)
  // Nothing differs from nothing.
  const t = Number.isNaN(ratio) ? 0 : Math.sqrt(ratio)
  const days = long === 'reference' ? [many.length, few.length] : [few.length, many.length]
  return { pValue: t === Infinity ? 0 : 2 * studentTCdf(-t, df), days: { reference: days[0]!, current: days[1]! } }
}

type Side = 'reference' | 'current'

/** A day of one side. */
interface Day extends Block {
  readonly weekday: number
}

/** Which days are alike by nature. */
type StratumOf = (day: Day) => number

function hourOf(slot: number, { slotsPerDay }: Layout): number {
  return slot < 0 ? -1 : slot % slotsPerDay
}

/** Days with rows at these hours; rows without a time are of no day. */
function sumDays(
  { rows }: PartCounts,
  cells: number,
  { side, layout, hours }: { readonly side: LaidSide; readonly layout: Layout; readonly hours: ReadonlySet<number> },
): Day[] {
  const days = new Map<number, Day>()
  for (let part = 0; part < side.parts; part++) {
    const slot = side.slotOf[part]!
    if (slot < 0 || !hours.has(hourOf(slot, layout))) continue
    const at = side.dayOf![part]!
    const day = days.get(at) ?? { weekday: Math.floor(slot / layout.slotsPerDay), rows: new Float64Array(cells) }
    for (let k = 0; k < cells; k++) day.rows[k]! += rows[part * cells + k]!
    days.set(at, day)
  }
  return [...days.values()].filter((day) => sumOf(day.rows) > 0)
}

/** Weekdays, where the longer side has those of the shorter and days enough of them; else all days are of one stratum. */
function strataOf(many: readonly Day[], few: readonly Day[]): StratumOf {
  const known = new Set(many.map(({ weekday }) => weekday))
  const enough = many.length - known.size >= FEWEST_BLOCKS - 1
  return enough && few.every(({ weekday }) => known.has(weekday)) ? ({ weekday }) => weekday : () => 0
}

/**
 * How far days lie from each other by nature: the mean square of what is measured of each beside the others of its stratum, as if these were
 * without end, and its degrees of freedom.
 */
function amongDays(
  days: readonly Day[],
  stratumOf: StratumOf,
  square: (gaps: Float64Array) => number,
): { readonly mean: number; readonly df: number } {
  let [sum, df] = [0, 0]
  for (const own of Map.groupBy(days, stratumOf).values()) {
    const all = total(own)
    df += own.length - 1
    for (const { rows } of own) {
      const rest = all.map((count, k) => count - rows[k]!)
      if (own.length > 1) sum += square(gapsOf(rows, rest)) * ((own.length - 1) / own.length) ** 2
    }
  }
  return { mean: sum / df, df }
}

/** The gap of both sides at the weekdays of the shorter one, and how many times the variance of a day it has. */
function between(many: readonly Day[], few: readonly Day[], stratumOf: StratumOf) {
  const theirs = Map.groupBy(many, stratumOf)
  const all = sumOf(total(few))
  const gaps = new Float64Array(few[0]!.rows.length)
  let size = 0
  for (const [stratum, own] of Map.groupBy(few, stratumOf)) {
    const others = theirs.get(stratum)!
    const share = sumOf(total(own)) / all
    const here = gapsOf(total(own), total(others))
    for (let k = 0; k < gaps.length; k++) gaps[k]! += share * here[k]!
    size += share ** 2 * (1 / own.length + 1 / others.length)
  }
  return { gaps, size }
}
