import type { Estimate, Metric, RegressionSample, Undefined } from '../metric.ts'
import { NO_ROWS } from '../undefined.ts'

/**
 * Coefficient of determination: 1 − squared error of the model / squared error of the labels' mean.
 *
 * Undefined when all labels are equal (scikit-learn then gives 1 or 0).
 *
 * @see values from scikit-learn 1.9 `r2_score`
 * @example
 * r2.estimate(regressionSample({ labels: Float64Array.of(1, 2, 3), predictions: Float64Array.of(1, 2, 4) })).value // 0.5
 */
export const r2: Metric<RegressionSample> = {
  name: 'r2',
  task: 'regression',
  title: 'Coefficient of determination: share of the labels’ variance explained, up to 1, 0 for the mean',
  higherIsBetter: true,
  range: [-Infinity, 1],
  margin: { kind: 'absolute', value: 0.005 },
  needs: 'answers',
  interval: 'influence',
  judged: true,
  estimate,
}

function estimate({ labels, predictions, weights, rows }: RegressionSample): Estimate | Undefined {
  const weight = (row: number) => (weights === undefined ? 1 : weights[row]!)
  let total = 0
  let sum = 0
  for (let row = 0; row < rows; row++) {
    total += weight(row)
    sum += weight(row) * labels[row]!
  }
  if (total === 0) return NO_ROWS
  const mean = sum / total

  let unexplained = 0
  let spread = 0
  for (let row = 0; row < rows; row++) {
    unexplained += weight(row) * (predictions[row]! - labels[row]!) ** 2
    spread += weight(row) * (labels[row]! - mean) ** 2
  }
  if (spread <= (Math.abs(mean) * Number.EPSILON) ** 2 * total) return { undefined: 'all labels are equal' }

  // By each row's weight; that the mean moves too changes nothing to first order.
  const ratio = unexplained / spread
  const influence = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    const error = (predictions[row]! - labels[row]!) ** 2
    influence[row] = (weight(row) * (ratio * (labels[row]! - mean) ** 2 - error)) / spread
  }
  return { value: 1 - ratio, influence }
}
