import { classWeights } from './binary-classification/classes.ts'
import type { BinarySample } from './metric.ts'

/**
 * The area under the ROC curve and the average precision alone, as `roc_auc` and `average_precision` have them, without the influence
 * values that make their intervals: where there is a class after the other, these would take most of the time.
 *
 * Time O(n) after the order of the scores, memory O(1).
 *
 * @returns each in [0, 1]; null when the model gave no probabilities or a class has no row
 * @see values from scikit-learn 1.9 `roc_auc_score` and `average_precision_score`
 * @example
 * curveAreas(binarySample({ labels: Uint8Array.of(0, 0, 1, 1), scores: Float64Array.of(0.1, 0.4, 0.35, 0.8) })) // { roc_auc: 0.75, average_precision: 0.8333 }
 */
export function curveAreas(sample: BinarySample): { roc_auc: number | null; average_precision: number | null } {
  const { labels, rows, scores, weights } = sample
  const totals = classWeights(sample)
  if (scores === undefined || 'undefined' in totals) return { roc_auc: null, average_precision: null }
  const order = sample.order()
  let [positiveAbove, negativeAbove, area, precision] = [0, 0, 0, 0]
  for (let end = rows - 1, start = end; end >= 0; end = start) {
    const score = scores[order[end]!]!
    let [positive, negative] = [0, 0]
    for (start = end; start >= 0 && scores[order[start]!] === score; start--) {
      const weight = weights === undefined ? 1 : weights[order[start]!]!
      if (labels[order[start]!] === 1) positive += weight
      else negative += weight
    }
    area += negative * (positiveAbove + positive / 2)
    positiveAbove += positive
    negativeAbove += negative
    if (positive > 0) precision += (positive * positiveAbove) / (positiveAbove + negativeAbove)
  }
  return { roc_auc: area / totals.positive / totals.negative, average_precision: precision / totals.positive }
}
