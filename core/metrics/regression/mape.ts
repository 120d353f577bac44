import { meanEstimate } from '../mean-estimate.ts'
import type { Metric, RegressionSample } from '../metric.ts'

/**
 * Mean absolute percentage error, as a share: 0.1 is 10 %.
 *
 * Undefined when a label is 0, where scikit-learn divides by 2⁻⁵² and gives numbers like 10¹⁵.
 *
 * @see values from scikit-learn 1.9 `mean_absolute_percentage_error`
 * @example
 * mape.estimate(regressionSample({ labels: Float64Array.of(2, -4), predictions: Float64Array.of(3, -4) })).value // 0.25
 */
export const mape: Metric<RegressionSample> = {
  name: 'mape',
  task: 'regression',
  title: 'Mean absolute percentage error, as a share of the label (0.1 is 10 %), 0 or more',
  higherIsBetter: false,
  range: [0, Infinity],
  margin: { kind: 'relative', value: 0.01 },
  needs: 'answers',
  interval: 'influence',
  judged: true,
  estimate: ({ labels, predictions, weights, rows }) => {
    const losses = new Float64Array(rows)
    for (let row = 0; row < rows; row++) {
      const label = labels[row]!
      if (label === 0) return { undefined: 'a label is 0, so that no error is a share of it' }
      losses[row] = Math.abs((predictions[row]! - label) / label)
    }
    return meanEstimate(losses, weights)
  },
}
