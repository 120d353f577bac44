import type { Estimate, Metric, Sample, Undefined } from './metric.ts'

const known = new WeakMap<Sample, Map<Metric, Estimate | Undefined>>()

/**
 * A metric's estimate, computed once for each sample: a model that is judged alone and then compared
 * needs the same influence values twice. They live as long as the sample does.
 */
export function estimateOnce<S extends Sample>(metric: Metric<S>, sample: S): Estimate | Undefined {
  const ofSample = known.get(sample) ?? new Map<Metric, Estimate | Undefined>()
  known.set(sample, ofSample)
  const key = metric as unknown as Metric
  const estimate = ofSample.get(key) ?? metric.estimate(sample)
  ofSample.set(key, estimate)
  return estimate
}
