import type { Sample } from '../metrics/metric.ts'

/** How wrong a model is on each row. */
export interface RowLosses {
  /** `log_loss` where there are probabilities, `wrong` (1 or 0) where there are only answers, `absolute_error` of numbers. */
  readonly loss: 'log_loss' | 'wrong' | 'absolute_error'
  readonly losses: Float64Array
}

/**
 * The loss of each row, higher is worse. Probabilities are clipped as in the metric `log_loss`.
 *
 * @example
 * rowLosses(regressionSample({ labels: Float64Array.of(1, 5), predictions: Float64Array.of(3, 4) })).losses // [2, 1]
 */
export function rowLosses(sample: Sample): RowLosses {
  const losses = new Float64Array(sample.rows)
  if (sample.task === 'regression') {
    for (let row = 0; row < sample.rows; row++) losses[row] = Math.abs(sample.predictions[row]! - sample.labels[row]!)
    return { loss: 'absolute_error', losses }
  }
  if (sample.scores === undefined) {
    for (let row = 0; row < sample.rows; row++) losses[row] = Number(sample.answers[row] !== sample.labels[row])
    return { loss: 'wrong', losses }
  }
  for (let row = 0; row < sample.rows; row++) {
    const truth = sample.labels[row]!
    const score =
      sample.task === 'multiclass-classification'
        ? sample.scores[row * sample.classes.length + truth]!
        : truth === 1
          ? sample.scores[row]!
          : 1 - sample.scores[row]!
    losses[row] = -Math.log(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, score)))
  }
  return { loss: 'log_loss', losses }
}
