import { meanEstimate } from '../mean-estimate.ts'
import type { BinarySample, Metric } from '../metric.ts'
import { NO_SCORES } from '../undefined.ts'

/**
 * Brier score: mean squared distance between the probability of the positive class and the label.
 *
 * @see Brier 1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2; values from scikit-learn 1.9 `brier_score_loss`
 * @example
 * brier.estimate(binarySample({ labels: Uint8Array.of(1, 0), scores: Float64Array.of(0.8, 0.4) })).value // 0.1
 */
export const brier: Metric<BinarySample> = {
  name: 'brier',
  task: 'binary-classification',
  title: 'Brier score: mean squared distance of the probability from the label, 0 to 1',
  higherIsBetter: false,
  range: [0, 1],
  margin: { kind: 'relative', value: 0.01 },
  needs: 'scores',
  interval: 'influence',
  judged: true,
  estimate: ({ labels, scores, weights, rows }) => {
    if (scores === undefined) return NO_SCORES
    const losses = new Float64Array(rows)
    for (let row = 0; row < rows; row++) losses[row] = (scores[row]! - labels[row]!) ** 2
    return meanEstimate(losses, weights)
  },
}
