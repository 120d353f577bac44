import type { Metric, MulticlassSample } from '../metric.ts'
import { NO_ROWS } from '../undefined.ts'
import { countClasses } from './class-counts.ts'
import { f1ByClass, f1Influence } from './f1-by-class.ts'

/**
 * Weighted F1: the mean of the classes' F1, each weighted by the share of rows of that class.
 *
 * @see values from scikit-learn 1.9 `f1_score(average="weighted")`
 * @example
 * f1Weighted.estimate(multiclassSample({ classes: ['a', 'b'], labels: Int32Array.of(0, 0, 1), answers: Int32Array.of(0, 0, 0) })).value // 0.5333
 */
export const f1Weighted: Metric<MulticlassSample> = {
  name: 'f1_weighted',
  task: 'multiclass-classification',
  title: 'Weighted F1: mean of the classes’ F1 by their share of rows, 0 to 1',
  higherIsBetter: true,
  range: [0, 1],
  margin: { kind: 'absolute', value: 0.01 },
  needs: 'answers',
  interval: 'logit',
  judged: true,
  estimate: (sample) => {
    const counts = countClasses(sample)
    if (counts.total === 0) return NO_ROWS
    const byClass = f1ByClass(counts)
    const shares = counts.labelled.map((weight) => weight / counts.total)
    const value = shares.reduce((sum, share, k) => sum + share * byClass.f1[k]!, 0)
    const influence = f1Influence(sample, byClass, shares)
    // A row also makes its own class count for more.
    for (let row = 0; row < sample.rows; row++) {
      const weight = sample.weights === undefined ? 1 : sample.weights[row]!
      influence[row]! += (weight * (byClass.f1[sample.labels[row]!]! - value)) / counts.total
    }
    return { value, influence }
  },
}
