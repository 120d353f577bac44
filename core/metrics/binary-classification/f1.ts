import type { BinarySample, Metric } from '../metric.ts'
import { cellEstimate, countCells } from './cells.ts'

/**
 * F1: the harmonic mean of precision and recall, 2·TP / (2·TP + FP + FN).
 *
 * Undefined when no row is positive or answered positive (scikit-learn then gives 0 with a warning).
 *
 * @see van Rijsbergen 1979, Information Retrieval, ch. 7; values from scikit-learn 1.9 `f1_score`
 * @example
 * f1.estimate(binarySample({ labels: Uint8Array.of(1, 1, 1, 0), answers: Uint8Array.of(1, 1, 0, 1) })).value // 0.6667
 */
export const f1: Metric<BinarySample> = {
  name: 'f1',
  task: 'binary-classification',
  title: 'F1: harmonic mean of precision and recall, 0 to 1',
  higherIsBetter: true,
  range: [0, 1],
  margin: { kind: 'absolute', value: 0.01 },
  needs: 'answers',
  interval: 'logit',
  judged: true,
  estimate: (sample) => {
    const { fp, fn, tp } = countCells(sample)
    const total = 2 * tp + fp + fn
    if (total === 0) return { undefined: 'no row is positive or answered positive' }
    const down = (-2 * tp) / total ** 2
    const slope = { tn: 0, fp: down, fn: down, tp: (2 * (fp + fn)) / total ** 2 }
    return cellEstimate(sample, (2 * tp) / total, slope, { tn: 0, fp: 1, fn: 1, tp: 1 })
  },
}
