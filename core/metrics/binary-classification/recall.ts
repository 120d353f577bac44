import type { BinarySample, Metric } from '../metric.ts'
import { NO_POSITIVE } from '../undefined.ts'
import { cellShare, countCells } from './cells.ts'

/**
 * Recall (sensitivity, true positive rate): of the positive rows, the share answered positive.
 *
 * Undefined when there is no positive row (scikit-learn then gives 0 with a warning).
 *
 * @see values from scikit-learn 1.9 `recall_score`
 * @example
 * recall.estimate(binarySample({ labels: Uint8Array.of(1, 0, 1), answers: Uint8Array.of(1, 1, 0) })).value // 0.5
 */
export const recall: Metric<BinarySample> = {
  name: 'recall',
  task: 'binary-classification',
  title: 'Recall: share of the positive rows answered positive, 0 to 1',
  higherIsBetter: true,
  range: [0, 1],
  margin: { kind: 'absolute', value: 0.01 },
  needs: 'answers',
  interval: 'wilson',
  judged: true,
  estimate: (sample) => {
    const cells = countCells(sample)
    return cells.tp + cells.fn === 0 ? NO_POSITIVE : cellShare(sample, cells, 'tp', 'fn')
  },
}
