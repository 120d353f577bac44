import { meanEstimate } from '../mean-estimate.ts'
import type { Metric, RegressionSample } from '../metric.ts'
import { errorsOf } from './errors.ts'

/** The median; then the loss is half the mean absolute error. */
const ALPHA = 0.5

/**
 * Pinball loss of the median (α = 0.5): each unit too low costs α, each unit too high 1 − α.
 *
 * @see Koenker & Bassett 1978, doi:10.2307/1913643; values from scikit-learn 1.9 `mean_pinball_loss(alpha=0.5)`
 * @example
 * pinball.estimate(regressionSample({ labels: Float64Array.of(3, 5), predictions: Float64Array.of(2, 8) })).value // 1
 */
export const pinball: Metric<RegressionSample> = {
  name: 'pinball',
  task: 'regression',
  title: 'Pinball loss at the median (α = 0.5), in the unit of the target, 0 or more',
  higherIsBetter: false,
  range: [0, Infinity],
  margin: { kind: 'relative', value: 0.01 },
  needs: 'answers',
  interval: 'influence',
  judged: true,
  estimate: (sample) => {
    const loss = (error: number) => (error < 0 ? -ALPHA * error : (1 - ALPHA) * error)
    return meanEstimate(errorsOf(sample, loss), sample.weights)
  },
}
