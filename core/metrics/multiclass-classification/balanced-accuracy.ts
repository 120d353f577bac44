import type { BoundedEstimate } from '../../stats/interval.ts'
import type { Metric, MulticlassSample, Undefined } from '../metric.ts'
import { ONE_CLASS } from '../undefined.ts'
import { classesWith, countClasses, rarestClass } from './class-counts.ts'

/**
 * Balanced accuracy: the mean over the classes of each one's recall. Classes without a row do not
 * count, as in scikit-learn; undefined when fewer than two have rows.
 *
 * @see values from scikit-learn 1.9 `balanced_accuracy_score`
 * @example
 * balancedAccuracy.estimate(multiclassSample({ classes: ['a', 'b'], labels: Int32Array.of(0, 0, 1), answers: Int32Array.of(0, 1, 1) })).value // 0.75
 */
export const balancedAccuracy: Metric<MulticlassSample> = {
  name: 'balanced_accuracy',
  task: 'multiclass-classification',
  title: 'Balanced accuracy: mean recall over the classes, 0 to 1',
  higherIsBetter: true,
  range: [0, 1],
  margin: { kind: 'absolute', value: 0.005 },
  needs: 'answers',
  interval: 'logit',
  judged: true,
  estimate,
}

function estimate(sample: MulticlassSample): BoundedEstimate | Undefined {
  const { labels, answers, weights, rows } = sample
  const { labelled, right } = countClasses(sample)
  const classes = classesWith(labelled)
  if (classes < 2) return ONE_CLASS
  const recalls = right.map((hits, k) => (labelled[k]! > 0 ? hits / labelled[k]! : 0))
  const value = recalls.reduce((sum, recall) => sum + recall, 0) / classes
  const influence = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    const k = labels[row]!
    if (labelled[k] === 0) continue
    const share = (weights === undefined ? 1 : weights[row]!) / (classes * labelled[k]!)
    influence[row] = share * ((answers[row] === k ? 1 : 0) - recalls[k]!)
  }
  return { value, influence, among: rarestClass(labels, labelled) }
}
