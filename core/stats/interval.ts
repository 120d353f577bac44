import type { Estimate, Groups, Metric } from '../metrics/metric.ts'
import { normalQuantile } from './normal.ts'
import { skewedReach } from './skewed-reach.ts'
import { studentTQuantile } from './student-t.ts'
import { unitsAmong } from './units-among.ts'
import { type Variance, varianceOf } from './variance.ts'
import { wilsonInterval } from './wilson.ts'

export interface Interval {
  readonly value: number
  readonly ci: readonly [lo: number, hi: number]
  readonly se: number
  readonly method: Metric['interval']
}

/** An estimate that knows which rows could have made it less than perfect. */
export interface BoundedEstimate extends Estimate {
  /** 1 for the rows that the proportion is taken over (recall: the positives); all rows when absent. */
  readonly among?: Uint8Array
}

interface How {
  readonly kind: Exclude<Metric['interval'], 'bootstrap'>
  /** Lowest and highest possible value. */
  readonly range: readonly [number, number]
  readonly groups?: Groups | undefined
  /** Of the value, where groups do not tell it; for `logit` and `wilson`. */
  readonly variance?: Variance | undefined
  readonly level?: number
}

/**
 * The confidence interval of one value from its influence values.
 *
 * - `influence`: value ± t · se, each end moved for the skewness of rows or groups (`skewedReach`),
 *   not clipped to the range.
 * - `logit`: the same on the log-odds of the value's place in its range, so that it stays inside
 *   (on [−1, 1] this is Fisher's z).
 * - `wilson`: Wilson's score interval with the number of independent rows that would give this
 *   standard error; without groups and weights the textbook interval.
 *
 * t has G − 1 degrees of freedom with G groups, else it is the normal's quantile. A bounded value at
 * an end of its range has no standard error, so both bounded kinds then are Wilson's with the rows
 * (groups) it was taken over: 50 of 50 right is not certainty.
 *
 * @returns the interval at `level` (0.95), in the unit of the value; infinite ends where the variance is unknown
 * @see Wilson 1927, doi:10.1080/01621459.1927.10502953; effective sample sizes: Korn & Graubard 1998, Survey Methodology 24
 * @example
 * intervalOf({ value: 0.5, influence: Float64Array.of(-0.25, 0.25) }, { kind: 'logit', range: [0, 1] }).se // 0.5
 */
export function intervalOf(estimate: BoundedEstimate, how: How): Interval {
  const { kind, range, groups, level = 0.95 } = how
  const { variance, df } = how.variance ?? varianceOf(estimate.influence, { groups, strata: estimate.strata })
  const { value } = estimate
  const se = Math.sqrt(variance)
  const critical = criticalValue(df, level)
  if (kind === 'influence') {
    const [below, above] = skewedReach(estimate.influence, groups, critical)
    return { value, ci: [value - below * se, value + above * se], se, method: kind }
  }

  const [lowest, highest] = range
  const width = highest - lowest
  const place = Math.min(1, Math.max(0, (value - lowest) / width))
  const inRange = (share: number) => lowest + width * share
  // Nearer to an end than rounding can tell is at the end.
  if (Math.min(place, 1 - place) < 1e-9) {
    const [lo, hi] = wilsonInterval(
      Math.round(place),
      unitsAmong(estimate.influence.length, estimate.among, groups),
      critical,
    )
    return { value, ci: [inRange(lo), inRange(hi)], se, method: 'wilson' }
  }
  const spread = place * (1 - place)
  if (kind === 'logit') {
    const logit = Math.log(place / (1 - place))
    const half = (critical * se) / width / spread
    return { value, ci: [inRange(expit(logit - half)), inRange(expit(logit + half))], se, method: kind }
  }
  const rows = estimate.influence.length
  const correction = groups === undefined && estimate.strata === undefined ? rows / (rows - 1) : 1
  const [lo, hi] = wilsonInterval(place, (spread * width * width * correction) / variance, critical)
  return { value, ci: [inRange(lo), inRange(hi)], se, method: kind }
}

/**
 * How many standard errors reach the ends of a two-sided interval.
 *
 * @param df degrees of freedom; Infinity for the normal. Below 1 (a single group) the variance is
 *   infinite anyway, and the normal's is given
 * @example
 * criticalValue(9) // 2.2621571628
 */
export function criticalValue(df: number, level = 0.95): number {
  const p = (1 + level) / 2
  return df >= 1 ? studentTQuantile(p, df) : normalQuantile(p)
}

function expit(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
