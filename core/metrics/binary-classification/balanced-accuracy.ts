import type { BinarySample, Metric } from '../metric.ts'
import { NO_NEGATIVE, NO_POSITIVE } from '../undefined.ts'
import { cellEstimate, countCells, rarerCells } from './cells.ts'

/**
 * Balanced accuracy: the mean of recall and specificity.
 *
 * Undefined when a class has no row (scikit-learn then gives the recall of the other class).
 *
 * @see values from scikit-learn 1.9 `balanced_accuracy_score`
 * @example
 * balancedAccuracy.estimate(binarySample({ labels: Uint8Array.of(1, 1, 0), answers: Uint8Array.of(1, 0, 0) })).value // 0.75
 */
export const balancedAccuracy: Metric<BinarySample> = {
  name: 'balanced_accuracy',
  task: 'binary-classification',
  title: 'Balanced accuracy: mean of recall and specificity, 0 to 1, 0.5 by chance',
  higherIsBetter: true,
  range: [0, 1],
  margin: { kind: 'absolute', value: 0.005 },
  needs: 'answers',
  interval: 'logit',
  judged: true,
  estimate: (sample) => {
    const { tn, fp, fn, tp } = countCells(sample)
    if (tp + fn === 0) return NO_POSITIVE
    if (tn + fp === 0) return NO_NEGATIVE
    const slope = {
      tn: fp / (2 * (tn + fp) ** 2),
      fp: -tn / (2 * (tn + fp) ** 2),
      fn: -tp / (2 * (tp + fn) ** 2),
      tp: fn / (2 * (tp + fn) ** 2),
    }
    const value = (tp / (tp + fn) + tn / (tn + fp)) / 2
    return cellEstimate(sample, value, slope, rarerCells({ tn, fp, fn, tp }))
  },
}
