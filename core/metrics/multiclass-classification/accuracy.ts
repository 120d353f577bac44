import { meanEstimate } from '../mean-estimate.ts'
import type { Metric, MulticlassSample } from '../metric.ts'

/**
 * Accuracy: the share of rows answered right.
 *
 * @see values from scikit-learn 1.9 `accuracy_score`
 * @example
 * accuracy.estimate(multiclassSample({ classes: ['a', 'b', 'c'], labels: Int32Array.of(0, 1, 2), answers: Int32Array.of(0, 2, 2) })).value // 0.6667
 */
export const accuracy: Metric<MulticlassSample> = {
  name: 'accuracy',
  task: 'multiclass-classification',
  title: 'Accuracy: share of rows answered right, 0 to 1',
  higherIsBetter: true,
  range: [0, 1],
  margin: { kind: 'absolute', value: 0.005 },
  needs: 'answers',
  interval: 'wilson',
  judged: true,
  estimate: ({ labels, answers, weights, rows }) => {
    const right = new Float64Array(rows)
    for (let row = 0; row < rows; row++) right[row] = labels[row] === answers[row] ? 1 : 0
    return meanEstimate(right, weights)
  },
}
