import type { BoundedEstimate } from '../../stats/interval.ts'
import type { Metric, MulticlassSample } from '../metric.ts'
import { NO_ROWS } from '../undefined.ts'
import { countClasses, rarestClass } from './class-counts.ts'
import { f1ByClass, f1Influence } from './f1-by-class.ts'

/**
 * Macro F1: the plain mean of the classes' F1. A class that is neither labelled nor answered in
 * these rows does not count, as in scikit-learn.
 *
 * @see values from scikit-learn 1.9 `f1_score(average="macro")`
 * @example
 * f1Macro.estimate(multiclassSample({ classes: ['a', 'b'], labels: Int32Array.of(0, 1), answers: Int32Array.of(0, 0) })).value // 0.3333
 */
export const f1Macro: Metric<MulticlassSample> = {
  name: 'f1_macro',
  task: 'multiclass-classification',
  title: 'Macro F1: mean of the classes’ F1, 0 to 1',
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
    const isPresent = counts.labelled.map((weight, k) => (weight + counts.answered[k]! > 0 ? 1 : 0))
    const present = isPresent.reduce((sum, one) => sum + one, 0)
    const value = byClass.f1.reduce((sum, f1) => sum + f1, 0) / present
    const influence = f1Influence(
      sample,
      byClass,
      isPresent.map((one) => one / present),
    )
    return { value, influence, among: rarestClass(sample.labels, counts.labelled) } satisfies BoundedEstimate
  },
}
