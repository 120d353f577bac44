import { meanEstimate } from '../mean-estimate.ts'
import type { BinarySample, Metric } from '../metric.ts'
import { NO_SCORES } from '../undefined.ts'

/**
 * Log loss: mean of −ln of the probability given to what happened, in nats.
 *
 * Probabilities are clipped to [2⁻⁵², 1 − 2⁻⁵²] as scikit-learn does for float64, so one sure and
 * wrong row costs 36.04 and not infinity.
 *
 * @see values from scikit-learn 1.9 `log_loss`
 * @example
 * logLoss.estimate(binarySample({ labels: Uint8Array.of(1, 0), scores: Float64Array.of(0.8, 0.4) })).value // 0.3669845875
 */
export const logLoss: Metric<BinarySample> = {
  name: 'log_loss',
  task: 'binary-classification',
  title: 'Log loss: mean of −ln of the probability given to the true class, in nats, 0 or more',
  higherIsBetter: false,
  range: [0, -Math.log(Number.EPSILON)],
  margin: { kind: 'relative', value: 0.01 },
  needs: 'scores',
  interval: 'influence',
  judged: true,
  estimate: ({ labels, scores, weights, rows }) => {
    if (scores === undefined) return NO_SCORES
    const losses = new Float64Array(rows)
    for (let row = 0; row < rows; row++) {
      const score = Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, scores[row]!))
      losses[row] = -Math.log(labels[row] === 1 ? score : 1 - score)
    }
    return meanEstimate(losses, weights)
  },
}
