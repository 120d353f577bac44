import type { Metric, RegressionSample } from '../metric.ts'
import { mse } from './mse.ts'

/**
 * Root mean squared error; its influence values are those of the mean squared error over twice the root.
 *
 * @see values from scikit-learn 1.9 `root_mean_squared_error`
 * @example
 * rmse.estimate(regressionSample({ labels: Float64Array.of(3, 5), predictions: Float64Array.of(2, 8) })).value // 2.2360679775
 */
export const rmse: Metric<RegressionSample> = {
  name: 'rmse',
  task: 'regression',
  title: 'Root mean squared error, in the unit of the target, 0 or more',
  higherIsBetter: false,
  range: [0, Infinity],
  margin: { kind: 'relative', value: 0.01 },
  needs: 'answers',
  interval: 'influence',
  judged: true,
  estimate: (sample) => {
    const squared = mse.estimate(sample)
    if ('undefined' in squared) return squared
    const value = Math.sqrt(squared.value)
    // All errors 0: no row moves anything, and there is nothing to divide by.
    const slope = value === 0 ? 0 : 1 / (2 * value)
    return { value, influence: squared.influence.map((influence) => influence * slope) }
  },
}
