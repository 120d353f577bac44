import type { BoundedEstimate } from '../../stats/interval.ts'
import { rocAuc } from '../binary-classification/roc-auc.ts'
import type { Metric, MulticlassSample, Undefined } from '../metric.ts'
import { NO_SCORES } from '../undefined.ts'
import { countClasses, rarestClass } from './class-counts.ts'
import { oneAgainstRest } from './one-against-rest.ts'

/**
 * Area under the ROC curve of each class against all others, averaged over the classes.
 *
 * Undefined when a class has no row, as in scikit-learn. Time O(classes · n).
 *
 * @see Provost & Domingos 2000, Well-trained PETs; values from scikit-learn 1.9
 *   `roc_auc_score(multi_class="ovr", average="macro")`
 * @example
 * rocAucOvr.estimate(multiclassSample({ classes: ['a', 'b'], labels: Int32Array.of(0, 1, 1), scores: Float64Array.of(0.9, 0.1, 0.2, 0.8, 0.95, 0.05) })).value // 0.5
 */
export const rocAucOvr: Metric<MulticlassSample> = {
  name: 'roc_auc_ovr',
  task: 'multiclass-classification',
  title: 'Area under the ROC curve, mean over each class against the rest, 0 to 1, 0.5 by chance',
  higherIsBetter: true,
  range: [0, 1],
  margin: { kind: 'absolute', value: 0.005 },
  needs: 'scores',
  interval: 'logit',
  judged: true,
  estimate,
}

function estimate(sample: MulticlassSample): BoundedEstimate | Undefined {
  const { classes, scores, rows } = sample
  if (scores === undefined) return NO_SCORES
  let value = 0
  const influence = new Float64Array(rows)
  for (const [k, name] of classes.entries()) {
    const one = rocAuc.estimate(oneAgainstRest(sample, scores, k))
    if ('undefined' in one) return { undefined: `no row of class \`${name}\`, or no other` }
    value += one.value / classes.length
    for (let row = 0; row < rows; row++) influence[row]! += one.influence[row]! / classes.length
  }
  // No strata: a class's influence values sum to 0 over the rest together, not over each other class.
  return { value, influence, among: rarestClass(sample.labels, countClasses(sample).labelled) }
}
