import { FEWEST_GROUPS, tooFewGroups } from '../comparison/finding.ts'
import type { Groups, Sample, Undefined } from '../metrics/metric.ts'
import { onceEach } from '../once.ts'
import { intervalOf } from '../stats/interval.ts'
import { varianceOf } from '../stats/variance.ts'
import type { Limits } from './mover.ts'
import { placesOf } from './places-of.ts'
import type { Rate } from './rate.ts'

/** A rate of one group of people. */
export interface MeasuredRate {
  readonly value: number
  /** Its interval at a level such as 0.95. */
  readonly at: (level: number) => Limits
  /** What its rows move in each group of alike rows that has some, by number; undefined: each row stands by itself. */
  readonly moved: Moved | undefined
}

/** Why it cannot be compared; the value all the same, where there is one. */
export interface Unmeasured extends Undefined {
  readonly value: number | null
}

interface Moved {
  /** Ascending. */
  readonly units: Uint32Array
  readonly sums: Float64Array
  readonly squares: number
}

/**
 * A rate on the rows of one group of people, with intervals at any level.
 *
 * @param sample the rows of this group alone
 * @param units the rows that are alike, numbered as among all rows; undefined: none are
 * @returns undefined with a reason where it has no value, or nobody can know how it scatters: the value then stands beside
 */
export function measureRate(rate: Rate, sample: Sample, units: Groups | undefined): MeasuredRate | Unmeasured {
  const estimate = rate.estimate(sample)
  if ('undefined' in estimate) return { ...estimate, value: null }
  if (rate.kind === 'odds' && estimate.value === 1) return { undefined: 'nothing to divide by', value: null }
  const shape = rate.kind === 'odds' ? oddsOf : asItIs
  const value = shape(estimate.value)
  const moved = units && movedIn(estimate.influence, units)
  if (moved !== undefined && moved.units.length < FEWEST_GROUPS)
    return { undefined: tooFewGroups(moved.units.length), value }
  const variance = varianceOf(estimate.influence, { groups: units })
  if (rate.kind === 'mean' && !(variance.variance > 0))
    return { undefined: 'all rows say the same, so how it scatters is not known', value }
  if (!Number.isFinite(variance.variance)) return { undefined: 'too few rows for an interval', value }
  const kind = rate.kind === 'mean' ? 'influence' : 'wilson'
  return {
    value,
    at: onceEach((level: number) => {
      const { ci } = intervalOf(estimate, { kind, range: [0, 1], groups: units, variance, level })
      return { value, ci: [shape(ci[0]), shape(ci[1])] }
    }),
    moved,
  }
}

function oddsOf(share: number): number {
  return share / (1 - share)
}

function asItIs(value: number): number {
  return value
}

function movedIn(influence: Float64Array, { codes, count }: Groups): Moved {
  const sums = new Float64Array(count)
  const seen = new Uint8Array(count)
  codes.forEach((unit, row) => {
    sums[unit]! += influence[row]!
    seen[unit] = 1
  })
  const units = placesOf(seen, 1)
  let squares = 0
  for (const sum of sums) squares += sum * sum
  return { units, sums: Float64Array.from(units, (unit) => sums[unit]!), squares }
}

/**
 * How two rates vary together, over groups of alike rows that both have rows in: a bad day is bad for everybody. Rates
 * of other rows that are each by themselves do not.
 *
 * @returns in [−1, 1]
 */
export function correlationOf({ moved: one }: MeasuredRate, { moved: other }: MeasuredRate): number {
  if (one === undefined || other === undefined) return 0
  let products = 0
  for (let i = 0, j = 0; i < one.units.length && j < other.units.length; ) {
    const [a, b] = [one.units[i]!, other.units[j]!]
    if (a === b) products += one.sums[i]! * other.sums[j]!
    if (a <= b) i++
    if (b <= a) j++
  }
  const squares = one.squares * other.squares
  return squares === 0 ? 0 : Math.max(-1, Math.min(1, products / Math.sqrt(squares)))
}
