import { estimateOnce } from '../metrics/estimate-once.ts'
import type { Groups, Metric, Sample, Undefined } from '../metrics/metric.ts'
import { bootstrap } from '../stats/bootstrap.ts'
import { resamplingUnits } from '../stats/resampling-units.ts'
import { varianceOf } from '../stats/variance.ts'
import type { Contest } from './comparison.ts'
import { fewRowsDf } from './few-rows.ts'
import { type SeedScatter, seedScatter } from './seeds.ts'
import type { Spread } from './spread.ts'

/** A metric's value for both models, and how the two scatter together. */
export interface PairedValues extends SeedScatter {
  readonly candidate: number
  readonly baseline: number
  readonly method: 'influence' | 'bootstrap'
  /** Variance of `c × candidate + b × baseline` over other rows drawn from the same source. */
  readonly sampling: (c: number, b: number) => Spread
}

/**
 * Estimates one metric for both models on the same rows.
 *
 * The influence values of a sum or difference are the sum or difference of influence values, so
 * what both models find hard cancels. Several samples of one side count as one model whose value,
 * and influence, is the mean over its seeds. Time O(n), or 1,000 times that for a metric without
 * influence values (medae, ece).
 */
export function pairValues<S extends Sample>(metric: Metric<S>, contest: Contest<S>): PairedValues | Undefined {
  const candidate = meanEstimate(metric, contest.candidate)
  const baseline = meanEstimate(metric, contest.baseline)
  if ('undefined' in candidate) return 'undefined' in baseline ? candidate : missing('candidate', candidate)
  if ('undefined' in baseline) return missing('baseline', baseline)
  return {
    candidate: mean(candidate.values),
    baseline: mean(baseline.values),
    method: metric.resample === undefined ? 'influence' : 'bootstrap',
    sampling:
      metric.resample === undefined
        ? (c, b) =>
            influenceSpread(weigh(candidate.influence, c, baseline.influence, b), candidate.strata, contest.groups)
        : bootstrapSpread(metric, contest),
    ...seedScatter(candidate.values, baseline.values),
  }
}

/**
 * How much each row moves the difference of a metric, or its value where there is no baseline.
 *
 * @returns undefined with a reason where the metric has no value, or no influence values (medae)
 */
export function influenceOf<S extends Sample>(
  metric: Metric<S>,
  { candidate, baseline }: Pick<Contest<S>, 'candidate' | 'baseline'>,
): Pick<MeanEstimate, 'influence' | 'strata'> | Undefined {
  if (metric.resample !== undefined) return { undefined: `${metric.name} is judged by the bootstrap` }
  const ours = meanEstimate(metric, candidate)
  if ('undefined' in ours || baseline.length === 0) return ours
  const theirs = meanEstimate(metric, baseline)
  return 'undefined' in theirs ? theirs : { ...ours, influence: weigh(ours.influence, 1, theirs.influence, -1) }
}

function missing(side: 'candidate' | 'baseline', because: Undefined): Undefined {
  return { undefined: `the ${side} has no value: ${because.undefined}` }
}

interface MeanEstimate {
  /** The metric for each seed. */
  readonly values: readonly number[]
  readonly influence: Float64Array
  readonly strata: Uint8Array | undefined
}

function meanEstimate<S extends Sample>(metric: Metric<S>, samples: readonly S[]): MeanEstimate | Undefined {
  const values: number[] = []
  let influence: Float64Array = new Float64Array(0)
  let strata: Uint8Array | undefined
  for (const sample of samples) {
    const estimate = estimateOnce(metric, sample)
    if ('undefined' in estimate) return estimate
    values.push(estimate.value)
    influence = values.length === 1 ? estimate.influence : weigh(influence, 1, estimate.influence, 1)
    strata = estimate.strata
  }
  return { values, influence: samples.length === 1 ? influence : influence.map((sum) => sum / samples.length), strata }
}

function weigh(one: Float64Array, c: number, other: Float64Array, b: number): Float64Array {
  const sum = new Float64Array(one.length)
  for (let row = 0; row < sum.length; row++) sum[row] = c * one[row]! + b * other[row]!
  return sum
}

function influenceSpread(influence: Float64Array, strata: Uint8Array | undefined, groups: Groups | undefined): Spread {
  const spread = varianceOf(influence, { groups, strata })
  return groups === undefined ? { ...spread, df: fewRowsDf(influence) } : spread
}

/** Resamples rows, or groups, for both models alike. */
function bootstrapSpread<S extends Sample>(
  metric: Metric<S>,
  { candidate, baseline, groups, seed }: Contest<S>,
): PairedValues['sampling'] {
  const units = resamplingUnits(candidate[0]!.rows, groups, seed)
  const ours = candidate.map((sample) => metric.resample!(sample, units))
  const theirs = baseline.map((sample) => metric.resample!(sample, units))
  const meanOf = (models: typeof ours, counts: Float64Array) => mean(models.map((value) => value(counts)))
  return (c, b) => {
    const { se } = bootstrap((counts) => c * meanOf(ours, counts) + b * meanOf(theirs, counts), {
      units: units.count,
      seed,
    })
    return { variance: se ** 2, df: groups === undefined ? Infinity : groups.count - 1 }
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
