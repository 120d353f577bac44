import { bootstrap } from '../stats/bootstrap.ts'
import { criticalValue, type Interval, intervalOf } from '../stats/interval.ts'
import { normalCdf } from '../stats/normal.ts'
import { resamplingUnits } from '../stats/resampling-units.ts'
import { estimateOnce } from './estimate-once.ts'
import type { Groups, Metric, Sample, Undefined } from './metric.ts'

/**
 * A metric's value on a sample with its confidence interval, by the method the metric declares.
 *
 * @param groups rows that are alike
 * @param seed of the bootstrap; no other method draws anything
 * @param level of the interval, 0.95 when absent
 * @returns undefined with a reason where the metric has no value on these rows
 * @example
 * measure(
 *   metricOf('binary-classification', 'accuracy'),
 *   binarySample({ labels: Uint8Array.of(1, 1, 1, 1, 0, 0, 0, 0, 1, 1), answers: Uint8Array.of(1, 1, 1, 1, 0, 0, 0, 0, 0, 0) }),
 *   { seed: 7 },
 * ).ci // [0.4902, 0.9433]
 */
export function measure<S extends Sample>(
  metric: Metric<S>,
  sample: S,
  { groups, seed, level = 0.95 }: { groups?: Groups | undefined; seed: number; level?: number },
): Interval | Undefined {
  const estimate = estimateOnce(metric, sample)
  if ('undefined' in estimate) return estimate
  if (metric.interval !== 'bootstrap') {
    return intervalOf(estimate, { kind: metric.interval, range: metric.range, groups, level })
  }
  if (metric.resample === undefined)
    throw new TypeError(`Missing resample of ${metric.name}, expected one to bootstrap`)
  const units = resamplingUnits(sample.rows, groups, seed)
  const drawn = bootstrap(metric.resample(sample, units), {
    units: units.count,
    seed,
    level: expandedLevel(level, units.count),
  })
  return { value: estimate.value, ci: drawn.ci, se: drawn.se, method: 'bootstrap' }
}

/**
 * The percentile bootstrap of n units is too narrow as if the normal's quantile stood for Student's t
 * and n for n − 1; asking for percentiles further out makes up for both.
 *
 * @see Hesterberg 2015, doi:10.1080/00031305.2015.1089789, 5.1 (expanded percentile interval)
 */
function expandedLevel(level: number, units: number): number {
  if (units < 2) return level
  return 2 * normalCdf(Math.sqrt(units / (units - 1)) * criticalValue(units - 1, level)) - 1
}
