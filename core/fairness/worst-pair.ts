import type { Undefined } from '../metrics/metric.ts'
import { correlationOf, type MeasuredRate } from './measure-rate.ts'
import { type Limits, moverRatio, moverSum } from './mover.ts'

/** The two groups that are furthest apart, in one rate. */
export interface Apart extends Limits {
  readonly rate: string
  /** Positions of the groups with the lower and with the higher rate. */
  readonly between: readonly [low: number, high: number]
}

/** One rate of each group; undefined where a group has none. */
export interface RateByGroup {
  readonly rate: string
  readonly groups: readonly (MeasuredRate | undefined)[]
}

const LEVEL = 0.95

/**
 * How far the two groups are apart that are furthest apart, in the worst of some rates, with a 95 % interval.
 *
 * That all pairs lie within a bound is shown by each of them alone, so the end towards more disparity is the furthest of
 * the pairs' own 95 % intervals (an intersection–union test needs no correction). That some pair lies beyond a bound is
 * easier the more pairs there are, so the end towards less is taken at 95 % over all pairs and rates together
 * (Bonferroni). Time O(pairs · units).
 *
 * @returns a difference ≥ 0, or a ratio in [0, 1]: 1 where both rates are 0
 * @see Berger 1982, doi:10.1080/00401706.1982.10487790 (intersection–union tests)
 */
export function worstPair(rates: readonly RateByGroup[], as: 'difference' | 'ratio'): Apart | Undefined {
  const short = rates.find(({ groups }) => groups.filter((group) => group !== undefined).length < 2)
  if (short !== undefined) return { undefined: `${short.rate} can be judged in fewer than two groups` }
  const pairs = rates.flatMap(pairsOf)
  const together = 1 - (1 - LEVEL) / pairs.length
  const apart = as === 'difference' ? differenceOf : ratioOf
  const found = pairs.map((pair) => ({ pair, own: apart(pair, LEVEL), together: apart(pair, together) }))
  const worst = found.reduce((a, b) => (isWorse(as, b.own.value, a.own.value) ? b : a))
  const { low, high, rate } = worst.pair
  const ends = [found.map(({ own }) => own.ci), found.map(({ together }) => together.ci)] as const
  const ci: Limits['ci'] =
    as === 'difference'
      ? [Math.max(0, ...ends[1].map(([lo]) => lo)), Math.max(...ends[0].map(([, hi]) => hi))]
      : [Math.min(...ends[0].map(([lo]) => lo)), Math.min(1, ...ends[1].map(([, hi]) => hi))]
  return { value: worst.own.value, ci, rate, between: [low.at, high.at] }
}

function isWorse(as: 'difference' | 'ratio', a: number, b: number): boolean {
  return as === 'difference' ? a > b : a < b
}

interface Member {
  readonly at: number
  readonly measured: MeasuredRate
}

interface Pair {
  readonly rate: string
  readonly low: Member
  readonly high: Member
  readonly correlation: number
}

function pairsOf({ groups, rate }: RateByGroup): Pair[] {
  const members = groups.flatMap((measured, at) => (measured === undefined ? [] : [{ at, measured }]))
  members.sort((a, b) => a.measured.value - b.measured.value || a.at - b.at)
  return members.flatMap((high, at) =>
    members.slice(0, at).map((low) => ({ rate, low, high, correlation: correlationOf(high.measured, low.measured) })),
  )
}

/** By how much the higher rate is above the lower; what lies below 0 says that it may be the lower one. */
function differenceOf({ correlation, high, low }: Pair, level: number): Limits {
  const terms = [
    { factor: 1, ...high.measured.at(level) },
    { factor: -1, ...low.measured.at(level) },
  ]
  const { ci, value } = moverSum(terms, () => correlation)
  return { value, ci: [ci[0], Math.max(ci[1], -ci[0])] }
}

function ratioOf({ correlation, high, low }: Pair, level: number): Limits {
  const [top, bottom] = [low.measured.at(level), high.measured.at(level)]
  const { ci, value } = moverRatio(top, bottom, correlation)
  return { value: bottom.value === 0 ? 1 : value, ci: [Math.min(ci[0], 1 / ci[1]), ci[1]] }
}
