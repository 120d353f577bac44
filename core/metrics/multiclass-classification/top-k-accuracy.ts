import { meanEstimate } from '../mean-estimate.ts'
import type { Metric, MulticlassSample } from '../metric.ts'
import { NO_SCORES } from '../undefined.ts'

/** scikit-learn's default. */
const K = 2

/**
 * Top-2 accuracy: the share of rows whose true class is among the two likeliest. Of classes with the
 * same probability the later ones come first, as in scikit-learn.
 *
 * Undefined with two classes, where it would always be 1.
 *
 * @see values from scikit-learn 1.9 `top_k_accuracy_score(k=2)`
 * @example
 * topKAccuracy.estimate(multiclassSample({ classes: ['a', 'b', 'c'], labels: Int32Array.of(0, 0), scores: Float64Array.of(0.3, 0.5, 0.2, 0.1, 0.5, 0.4) })).value // 0.5
 */
export const topKAccuracy: Metric<MulticlassSample> = {
  name: 'top_k_accuracy',
  task: 'multiclass-classification',
  title: 'Top-2 accuracy: share of rows whose true class is among the two likeliest, 0 to 1',
  higherIsBetter: true,
  range: [0, 1],
  margin: { kind: 'absolute', value: 0.005 },
  needs: 'scores',
  interval: 'wilson',
  judged: true,
  estimate: ({ classes, labels, scores, weights, rows }) => {
    if (scores === undefined) return NO_SCORES
    if (classes.length <= K)
      return { undefined: `the true class is always among the ${K} likeliest of ${classes.length}` }
    const hits = new Float64Array(rows)
    for (let row = 0; row < rows; row++)
      hits[row] = rankOf(labels[row]!, scores, row * classes.length, classes.length) < K ? 1 : 0
    return meanEstimate(hits, weights)
  },
}

/** How many classes come before this one among the `width` probabilities from `first` on. */
function rankOf(label: number, scores: Float64Array, first: number, width: number): number {
  const own = scores[first + label]!
  let before = 0
  for (let k = 0; k < width; k++) {
    const other = scores[first + k]!
    if (other > own || (other === own && k > label)) before++
  }
  return before
}
