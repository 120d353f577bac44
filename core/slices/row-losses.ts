import type { Sample } from '../metrics/metric.ts'

/**
 * What each row costs the model: −ln of the probability it gave to the truth; 0 or 1 where it gave
 * only answers; the squared error in regression. Time O(n).
 *
 * @returns one number ≥ 0 a row, unweighted
 * @example
 * rowLosses(regressionSample({ labels: Float64Array.of(1), predictions: Float64Array.of(3) })) // Float64Array.of(4)
 */
export function rowLosses(sample: Sample): Float64Array {
  const losses = new Float64Array(sample.rows)
  for (let row = 0; row < losses.length; row++) losses[row] = lossAt(sample, row)
  return losses
}

function lossAt(sample: Sample, row: number): number {
  const label = sample.labels[row]!
  if (sample.task === 'regression') return (sample.predictions[row]! - label) ** 2
  if (sample.scores === undefined) return sample.answers[row] === label ? 0 : 1
  if (sample.task === 'multiclass-classification') return surprise(sample.scores[row * sample.classes.length + label]!)
  const score = sample.scores[row]!
  return surprise(label === 1 ? score : 1 - score)
}

function surprise(probability: number): number {
  return -Math.log(Math.max(Number.EPSILON, probability))
}
