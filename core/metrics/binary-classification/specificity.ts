import type { BinarySample, Metric } from '../metric.ts'
import { NO_NEGATIVE } from '../undefined.ts'
import { cellShare, countCells } from './cells.ts'

/**
 * Specificity (true negative rate): of the negative rows, the share answered negative.
 *
 * Undefined when there is no negative row.
 *
 * @see values from scikit-learn 1.9 `recall_score(pos_label=0)`
 * @example
 * specificity.estimate(binarySample({ labels: Uint8Array.of(1, 0, 0), answers: Uint8Array.of(1, 1, 0) })).value // 0.5
 */
export const specificity: Metric<BinarySample> = {
  name: 'specificity',
  task: 'binary-classification',
  title: 'Specificity: share of the negative rows answered negative, 0 to 1',
  higherIsBetter: true,
  range: [0, 1],
  margin: { kind: 'absolute', value: 0.01 },
  needs: 'answers',
  interval: 'wilson',
  judged: true,
  estimate: (sample) => {
    const cells = countCells(sample)
    return cells.tn + cells.fp === 0 ? NO_NEGATIVE : cellShare(sample, cells, 'tn', 'fp')
  },
}
