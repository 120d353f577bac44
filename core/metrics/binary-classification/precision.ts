import type { BinarySample, Metric } from '../metric.ts'
import { cellShare, countCells } from './cells.ts'

/**
 * Precision: of the rows answered positive, the share that is.
 *
 * Undefined when no row is answered positive (scikit-learn then gives 0 with a warning): a model that
 * never says yes was never wrong in saying it.
 *
 * @see values from scikit-learn 1.9 `precision_score`
 * @example
 * precision.estimate(binarySample({ labels: Uint8Array.of(1, 0, 1), answers: Uint8Array.of(1, 1, 0) })).value // 0.5
 */
export const precision: Metric<BinarySample> = {
  name: 'precision',
  task: 'binary-classification',
  title: 'Precision: share of the rows answered positive that are, 0 to 1',
  higherIsBetter: true,
  range: [0, 1],
  margin: { kind: 'absolute', value: 0.01 },
  needs: 'answers',
  interval: 'wilson',
  judged: true,
  estimate: (sample) => {
    const cells = countCells(sample)
    if (cells.tp + cells.fp === 0) return { undefined: 'no row was answered positive' }
    return cellShare(sample, cells, 'tp', 'fp')
  },
}
