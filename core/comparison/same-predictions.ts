import type { Metric, Sample } from '../metrics/metric.ts'

/**
 * Do both models say the same, as far as this metric can see? A metric of decisions does not see
 * scores that stay on their side of the threshold. Time O(n).
 */
export function samePredictions(metric: Pick<Metric, 'needs'>, a: Sample, b: Sample): boolean {
  const [one, other] = [seen(metric, a), seen(metric, b)]
  return one.length === other.length && one.every((value, row) => value === other[row])
}

function seen(metric: Pick<Metric, 'needs'>, sample: Sample): Float64Array | Int32Array | Uint8Array {
  if (sample.task === 'regression') return sample.predictions
  return metric.needs === 'scores' ? (sample.scores ?? sample.answers) : sample.answers
}
