import { meanEstimate } from '../mean-estimate.ts'
import type { Metric, RegressionSample } from '../metric.ts'
import { errorsOf } from './errors.ts'

/**
 * Mean squared error. Its default margin of 2 % is that of `rmse`, 1 %, squared.
 *
 * @see values from scikit-learn 1.9 `mean_squared_error`
 * @example
 * mse.estimate(regressionSample({ labels: Float64Array.of(3, 5), predictions: Float64Array.of(2, 8) })).value // 5
 */
export const mse: Metric<RegressionSample> = {
  name: 'mse',
  task: 'regression',
  title: 'Mean squared error, in the squared unit of the target, 0 or more',
  higherIsBetter: false,
  range: [0, Infinity],
  margin: { kind: 'relative', value: 0.02 },
  needs: 'answers',
  interval: 'influence',
  judged: true,
  estimate: (sample) =>
    meanEstimate(
      errorsOf(sample, (error) => error * error),
      sample.weights,
    ),
}
