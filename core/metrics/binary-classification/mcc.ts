import type { BinarySample, Metric } from '../metric.ts'
import { NO_NEGATIVE, NO_POSITIVE } from '../undefined.ts'
import { cellEstimate, countCells, rarerCells } from './cells.ts'

/**
 * Matthews correlation coefficient: the correlation of labels and answers.
 *
 * Undefined when the labels, or the answers, are all of one class (scikit-learn then gives 0): a
 * constant has no correlation, and no derivative there that an interval could rest on.
 *
 * @see Matthews 1975, doi:10.1016/0005-2795(75)90109-9; values from scikit-learn 1.9 `matthews_corrcoef`
 * @example
 * mcc.estimate(binarySample({ labels: Uint8Array.of(1, 1, 1, 0), answers: Uint8Array.of(1, 0, 1, 1) })).value // -0.3333
 */
export const mcc: Metric<BinarySample> = {
  name: 'mcc',
  task: 'binary-classification',
  title: 'Matthews correlation of labels and answers, −1 to 1, 0 by chance',
  higherIsBetter: true,
  range: [-1, 1],
  margin: { kind: 'absolute', value: 0.01 },
  needs: 'answers',
  interval: 'logit',
  judged: true,
  estimate: (sample) => {
    const { tn, fp, fn, tp } = countCells(sample)
    if (tp + fn === 0) return NO_POSITIVE
    if (tn + fp === 0) return NO_NEGATIVE
    if (tp + fp === 0 || tn + fn === 0) return { undefined: 'every row was answered alike' }
    const scale = Math.sqrt(tp + fp) * Math.sqrt(tp + fn) * Math.sqrt(tn + fp) * Math.sqrt(tn + fn)
    const value = (tp * tn - fp * fn) / scale
    // The slope of numerator / scale, the scale's relative slope being half the sum of 1 / margin over the cell's two margins.
    const slope = {
      tn: tp / scale - (value / 2) * (1 / (tn + fp) + 1 / (tn + fn)),
      fp: -fn / scale - (value / 2) * (1 / (tp + fp) + 1 / (tn + fp)),
      fn: -fp / scale - (value / 2) * (1 / (tp + fn) + 1 / (tn + fn)),
      tp: tn / scale - (value / 2) * (1 / (tp + fp) + 1 / (tp + fn)),
    }
    return cellEstimate(sample, value, slope, rarerCells({ tn, fp, fn, tp }))
  },
}
