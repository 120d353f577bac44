import type { NumberProfile } from '../../artifacts/profile.ts'
import type { Condensed } from './condense.ts'
import { curveOf } from './curve.ts'
import { valueAt } from './quantile.ts'
import { shareBelow } from './rank.ts'

const BINS = 20

/**
 * How the values of a summary lie, for people: each value where there are at most 20, else 20 bins of equal width
 * between the outermost ends that are told.
 *
 * @returns undefined where no row has a place
 * @example
 * histogramOf({ intervals: [{ lo: 5, hi: 5, rows: 30 }], pooled: 0 }) // { values: [5], rows: [30] }
 */
export function histogramOf(column: Condensed): NumberProfile['histogram'] {
  const { intervals } = column
  if (intervals.length === 0) return undefined
  if (intervals.length <= BINS && intervals.every(({ hi, lo }) => lo === hi)) {
    return { values: intervals.map(({ lo }) => lo), rows: intervals.map(({ rows }) => rows) }
  }
  const curve = curveOf(column)
  const placed = intervals.reduce((sum, { rows }) => sum + rows, 0)
  const [lo, hi] = [curve[0]!.lo, curve.at(-1)!.hi]
  // Halves first: the whole width may be more than any number.
  const edges = Array.from({ length: BINS + 1 }, (_, at) => lo * (1 - at / BINS) + hi * (at / BINS))
  const below = edges.map((edge, at) => (at === 0 ? 0 : at === BINS ? 1 : shareBelow(curve, edge)))
  return { edges, rows: below.slice(1).map((share, at) => placed * (share - below[at]!)) }
}

const SHARES = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]

/**
 * Some quantiles by their share, for people.
 *
 * @param whole whether all values are whole numbers, so that no more lie up to 7.4 than up to 7
 * @example
 * quantilesOf({ intervals: [{ lo: 5, hi: 5, rows: 30 }], pooled: 0 }, true)['0.5'] // 5
 */
export function quantilesOf(column: Condensed, whole: boolean): Record<string, number> {
  const curve = curveOf(column)
  if (curve.length === 0) return {}
  const told = (value: number) => (whole ? Math.floor(value) : value)
  return Object.fromEntries(SHARES.map((share) => [String(share), told(valueAt(curve, share))]))
}
