import { meanEstimate } from '../mean-estimate.ts'
import type { Metric, RegressionSample } from '../metric.ts'
import { errorsOf } from './errors.ts'

/**
 * Mean absolute error.
 *
 * @see values from scikit-learn 1.9 `mean_absolute_error`
 * @example
 * mae.estimate(regressionSample({ labels: Float64Array.of(3, 5), predictions: Float64Array.of(2, 8) })).value // 2
 */
export const mae: Metric<RegressionSample> = {
  name: 'mae',
  task: 'regression',
  title: 'Mean absolute error, in the unit of the target, 0 or more',
  higherIsBetter: false,
  range: [0, Infinity],
  margin: { kind: 'relative', value: 0.01 },
  needs: 'answers',
  interval: 'influence',
  judged: true,
  estimate: (sample) => meanEstimate(errorsOf(sample, Math.abs), sample.weights),
}
