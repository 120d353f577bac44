import type { Distinct, NumberProfile } from '../../artifacts/profile.ts'
import { type Condensed, condense, type Places } from './condense.ts'
import { histogramOf, quantilesOf } from './histogram.ts'
import { byPlace, readInterval, type WrittenInterval, writeInterval } from './interval.ts'
import { rankError } from './rank-error.ts'

interface Counted extends Pick<NumberProfile, 'name' | 'type' | 'missing' | 'infinite'> {
  readonly places: Places
  /** Finite rows without a place. */
  readonly pooled: number
  readonly distinct: (complete: boolean) => Distinct
}

/**
 * The profile of a column of numbers.
 *
 * @param distinct its estimate of different values, which needs no registers where every value is told
 */
export function numberProfile({ distinct, infinite, missing, name, places, pooled, type }: Counted): NumberProfile {
  const found = condense(places)
  const condensed = { ...found, pooled: found.pooled + pooled }
  const histogram = histogramOf(condensed)
  return {
    kind: 'numbers',
    name,
    type,
    missing,
    infinite,
    distinct: distinct(isComplete(condensed)),
    rank_error: rankError(condensed),
    quantiles: quantilesOf(condensed, type !== 'float'),
    ...(histogram && { histogram }),
    pooled: condensed.pooled,
    intervals: condensed.intervals.map(
      (interval) => [...writeInterval(interval)] as NumberProfile['intervals'][number],
    ),
  }
}

/** What a written column says of where its values lie: what `rank` and `quantile` take. */
export function condensedOf({ intervals, pooled }: Pick<NumberProfile, 'intervals' | 'pooled'>): Condensed {
  return { intervals: intervals.map((written) => readInterval(written as WrittenInterval)).sort(byPlace), pooled }
}

/** Whether every value is told. */
export function isComplete({ intervals, pooled }: Condensed): boolean {
  return pooled === 0 && intervals.every(({ hi, lo }) => lo === hi)
}
