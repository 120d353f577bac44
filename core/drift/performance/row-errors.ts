import type { Sample } from '../../metrics/metric.ts'
import { errorsOf } from '../../metrics/regression/errors.ts'
import { momentsOf } from '../statistics/moments-of.ts'

/**
 * How wrong a model was on each row: 1 or 0 for an answer of a class, the absolute error for a number.
 *
 * @example
 * rowErrors(binarySample({ labels: Uint8Array.of(1, 0), answers: Uint8Array.of(1, 1) })) // [0, 1]
 */
export function rowErrors(sample: Sample): Float64Array {
  if (sample.task === 'regression') return errorsOf(sample, Math.abs)
  const errors = new Float64Array(sample.rows)
  for (let row = 0; row < sample.rows; row++) errors[row] = sample.labels[row] === sample.answers[row] ? 0 : 1
  return errors
}

/**
 * The unit in which errors are watched: 1 for answers of a class, the standard deviation of the reference's absolute errors for
 * numbers, so that a detector's thresholds mean the same for minutes and for millions.
 *
 * @param reference evaluated test predictions
 * @returns above 0; 1 where all errors are alike
 * @example
 * errorUnit(regressionSample({ labels: Float64Array.of(0, 0), predictions: Float64Array.of(1, -5) })) // 2
 */
export function errorUnit(reference: Sample): number {
  if (reference.task !== 'regression') return 1
  const errors = rowErrors(reference)
  const { squares } = momentsOf(errors, new Float64Array(errors.length).fill(1), errors.length)
  const deviation = Math.sqrt(squares / errors.length)
  return deviation > 0 ? deviation : 1
}
