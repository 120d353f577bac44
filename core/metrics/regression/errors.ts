import type { RegressionSample } from '../metric.ts'

/**
 * One number a row from its error, prediction − label.
 *
 * @example
 * errorsOf(regressionSample({ labels: Float64Array.of(1, 5), predictions: Float64Array.of(3, 4) }), Math.abs) // [2, 1]
 */
export function errorsOf(
  { labels, predictions, rows }: RegressionSample,
  loss: (error: number) => number,
): Float64Array {
  const losses = new Float64Array(rows)
  for (let row = 0; row < rows; row++) losses[row] = loss(predictions[row]! - labels[row]!)
  return losses
}
