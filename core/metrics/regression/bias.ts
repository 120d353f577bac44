import { meanEstimate } from '../mean-estimate.ts'
import type { Metric, RegressionSample } from '../metric.ts'
import { errorsOf } from './errors.ts'

/**
 * Bias: the mean of prediction − label; above 0 the model predicts too much.
 *
 * The default margin is 0, because no number is small in every unit: a config that gates on bias
 * should name one in the unit of its target.
 *
 * @example
 * bias.estimate(regressionSample({ labels: Float64Array.of(3, 5), predictions: Float64Array.of(2, 8) })).value // 1
 */
export const bias: Metric<RegressionSample> = {
  name: 'bias',
  task: 'regression',
  title: 'Bias: mean of prediction minus label, in the unit of the target, best at 0',
  higherIsBetter: false,
  targetsZero: true,
  range: [-Infinity, Infinity],
  margin: { kind: 'absolute', value: 0 },
  needs: 'answers',
  interval: 'influence',
  judged: true,
  estimate: (sample) =>
    meanEstimate(
      errorsOf(sample, (error) => error),
      sample.weights,
    ),
}
