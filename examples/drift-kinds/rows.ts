import { normalQuantile } from '../../core/stats/normal.ts'
import type { RandomBits } from '../../core/stats/random.ts'
import { randomBits } from '../../core/stats/random.ts'

/** A day in milliseconds. */
export const DAY = 86_400_000

/** One answered request, and what came of it. */
export interface Row {
  readonly at: number
  /** Normal, deviation 20. */
  amount: number | null
  /** Lognormal: a heavy tail on one side. */
  minutes: number
  channel: string
  region: string
  /** Normal, and missing in 2 % of rows. */
  sensor: number | null
  /** Two normal columns with a correlation of 0.8. */
  load: number
  pressure: number
  /** Higher by 2 deviations on Saturdays and Sundays. */
  visits: number
  /** What the label depends on, with `load`. */
  age: number
  /** The true probability of the label before anything changed: a model that is as good as can be. */
  score: number
  late: number
}

/** Draws of one seed. */
export interface Draw {
  /** In (0, 1). */
  readonly uniform: () => number
  readonly normal: () => number
  /** One of these, by their shares. */
  readonly pick: (shares: Readonly<Record<string, number>>) => string
}

export function drawer(seed: number): Draw {
  const bits: RandomBits = randomBits(seed)
  const uniform = () => ((bits() >>> 0) + 0.5) / 2 ** 32
  return {
    uniform,
    normal: () => normalQuantile(uniform()),
    pick: (shares) => {
      let left = uniform()
      for (const [name, share] of Object.entries(shares)) {
        left -= share
        if (left < 0) return name
      }
      return Object.keys(shares).at(-1)!
    },
  }
}

export const CHANNELS = { web: 0.5, app: 0.3, phone: 0.2 }
export const REGIONS = { north: 0.4, south: 0.3, east: 0.2, west: 0.1 }

/** A row as all were before anything changed. @param at milliseconds since 1970 */
export function usualRow(at: number, draw: Draw): Row {
  const { normal, pick, uniform } = draw
  const load = normal()
  const age = normal()
  const score = probability(age, load)
  const row = {
    at,
    amount: 100 + 20 * normal(),
    minutes: Math.exp(normal()),
    channel: pick(CHANNELS),
    region: pick(REGIONS),
    sensor: uniform() < 0.02 ? null : normal(),
    load,
    pressure: 0.8 * load + 0.6 * normal(),
    visits: normal() + (isWeekend(at) ? 2 : 0),
    age,
    score,
  }
  return { ...row, late: uniform() < score ? 1 : 0 }
}

export function probability(age: number, load: number): number {
  return 1 / (1 + Math.exp(1 - 1.2 * age - 0.8 * load))
}

export function isWeekend(at: number): boolean {
  return [0, 6].includes(new Date(at).getUTCDay())
}

/** Rows spread over days. @param perDay how many on each */
export function rowsOfDays(
  { days, from, perDay }: { readonly days: number; readonly from: number; readonly perDay: (at: number) => number },
  draw: Draw,
  one: (at: number, draw: Draw) => Row = usualRow,
): Row[] {
  return Array.from({ length: days }, (_, day) => from + day * DAY).flatMap((start) => {
    const count = perDay(start)
    return Array.from({ length: count }, (_, row) => one(start + Math.floor((row / count) * DAY), draw))
  })
}
