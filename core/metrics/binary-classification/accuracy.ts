import type { BinarySample, Metric } from '../metric.ts'
import { NO_ROWS } from '../undefined.ts'
import { cellEstimate, countCells } from './cells.ts'

/**
 * Accuracy: the share of rows answered right.
 *
 * @see values from scikit-learn 1.9 `accuracy_score`
 * @example
 * accuracy.estimate(binarySample({ labels: Uint8Array.of(1, 0, 1), answers: Uint8Array.of(1, 0, 0) })).value // 0.6667
 */
export const accuracy: Metric<BinarySample> = {
  name: 'accuracy',
  task: 'binary-classification',
  title: 'Accuracy: share of rows answered right, 0 to 1',
  higherIsBetter: true,
  range: [0, 1],
  margin: { kind: 'absolute', value: 0.005 },
  needs: 'answers',
  interval: 'wilson',
  judged: true,
  estimate: (sample) => {
    const { tn, fp, fn, tp } = countCells(sample)
    const right = tp + tn
    const wrong = fp + fn
    const total = right + wrong
    if (total === 0) return NO_ROWS
    const up = wrong / total ** 2
    const down = -right / total ** 2
    return cellEstimate(sample, right / total, { tn: up, fp: down, fn: down, tp: up }, { tn: 1, fp: 1, fn: 1, tp: 1 })
  },
}
