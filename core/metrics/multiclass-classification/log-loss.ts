import { meanEstimate } from '../mean-estimate.ts'
import type { Metric, MulticlassSample } from '../metric.ts'
import { NO_SCORES } from '../undefined.ts'

/**
 * Log loss: mean of −ln of the probability given to the true class, in nats.
 *
 * Probabilities are clipped to [2⁻⁵², 1 − 2⁻⁵²] as scikit-learn does for float64.
 *
 * @see values from scikit-learn 1.9 `log_loss`
 * @example
 * logLoss.estimate(multiclassSample({ classes: ['a', 'b'], labels: Int32Array.of(0), scores: Float64Array.of(0.8, 0.2) })).value // 0.2231435513
 */
export const logLoss: Metric<MulticlassSample> = {
  name: 'log_loss',
  task: 'multiclass-classification',
  title: 'Log loss: mean of −ln of the probability given to the true class, in nats, 0 or more',
  higherIsBetter: false,
  range: [0, -Math.log(Number.EPSILON)],
  margin: { kind: 'relative', value: 0.01 },
  needs: 'scores',
  interval: 'influence',
  judged: true,
  estimate: ({ classes, labels, scores, weights, rows }) => {
    if (scores === undefined) return NO_SCORES
    const losses = new Float64Array(rows)
    for (let row = 0; row < rows; row++) {
      const score = scores[row * classes.length + labels[row]!]!
      losses[row] = -Math.log(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, score)))
    }
    return meanEstimate(losses, weights)
  },
}
