import { fewRowsDf } from '../../comparison/few-rows.ts'
import type { Spread } from '../../comparison/spread.ts'
import { estimateOnce } from '../../metrics/estimate-once.ts'
import { measure } from '../../metrics/measure.ts'
import type { Groups, Metric, Sample, Undefined } from '../../metrics/metric.ts'
import { type BoundedEstimate, criticalValue, type Interval } from '../../stats/interval.ts'
import { unitsAmong } from '../../stats/units-among.ts'
import { varianceOf } from '../../stats/variance.ts'

/** Labelled rows of one stretch of time: the evaluated test predictions, or a window of production. */
export interface Side<S extends Sample = Sample> {
  readonly sample: S
  /** Rows that are alike: a day, a customer. Undefined: every row by itself. */
  readonly groups: Groups | undefined
}

/** A metric on one side, with what a difference of two sides needs to know. */
export interface Measured {
  readonly value: number
  /** 95 %, as in evaluation.json. */
  readonly ci: readonly [lo: number, hi: number]
  readonly spread: Spread
  readonly rows: number
  /** Groups that have rows; undefined where none were named. */
  readonly groups: number | undefined
}

/**
 * A metric on one side and how far it scatters.
 *
 * The variance is that of `varianceOf`, or the bootstrap's where the metric asks for it. A share at an end of its range
 * (none of 3 answers right) has a variance of 0, which is not to be believed: there the reach of its Wilson interval stands in.
 *
 * Time O(n), or 1,000 times that for a metric without influence values (medae, ece).
 *
 * @param seed of the bootstrap; no other metric draws anything
 * @returns undefined with a reason where the metric has no value on these rows
 * @example
 * measureSide(metricOf('regression', 'mae'), { sample: regressionSample({ labels: Float64Array.of(0, 0), predictions: Float64Array.of(1, 3) }), groups: undefined }, 7).value // 2
 */
export function measureSide<S extends Sample>(
  metric: Metric<S>,
  { sample, groups }: Side<S>,
  seed: number,
): Measured | Undefined {
  const estimate = estimateOnce(metric, sample)
  const interval = measure(metric, sample, { groups, seed })
  if ('undefined' in estimate) return estimate
  if ('undefined' in interval) return interval
  const { rows } = sample
  const present = groups === undefined ? undefined : unitsAmong(rows, undefined, groups)
  const known = { value: interval.value, ci: interval.ci, rows, groups: present }
  if (interval.method === 'bootstrap') {
    return { ...known, spread: { variance: interval.se ** 2, df: present === undefined ? Infinity : present - 1 } }
  }
  if (metric.interval !== 'influence' && isAtEnd(interval.value, metric.range)) {
    const critical = criticalValue(present === undefined ? Infinity : present - 1)
    const units = unitsAmong(rows, (estimate as BoundedEstimate).among, groups)
    return { ...known, spread: spreadAtEnd(interval, critical, units) }
  }
  const spread = varianceOf(estimate.influence, { groups, strata: estimate.strata })
  return { ...known, spread: groups === undefined ? { ...spread, df: fewRowsDf(estimate.influence) } : spread }
}

/** As near to an end as `intervalOf` calls at the end. */
function isAtEnd(value: number, [lowest, highest]: readonly [number, number]): boolean {
  return Math.min(value - lowest, highest - value) < 1e-9 * (highest - lowest)
}

/** How far Wilson's interval reaches into the range, in the standard errors that it was made with. */
function spreadAtEnd({ value, ci }: Pick<Interval, 'value' | 'ci'>, critical: number, units: number): Spread {
  const reach = Math.max(value - ci[0], ci[1] - value)
  return { variance: (reach / critical) ** 2, df: units < 30 ? Math.max(2, units - 1) : Infinity }
}
