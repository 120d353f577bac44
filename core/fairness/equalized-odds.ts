import type { BinarySample, Groups, Undefined } from '../metrics/metric.ts'
import { type Disparity, disparityOf, groupRates } from './group-rates.ts'

interface EqualizedOdds extends Disparity {
  /** By group: of the positive rows, the share answered positive. */
  readonly truePositiveRates: readonly number[]
  /** By group: of the negative rows, the share answered positive. */
  readonly falsePositiveRates: readonly number[]
}

/**
 * Equalized odds: do positive rows, and negative rows, get positive answers equally often in every
 * group? The worse of the two disparities.
 *
 * A group without rows of a class has no rate for it and does not count there (Fairlearn counts it as
 * 0, a disparity that nobody saw); its rate is NaN. Time O(n).
 *
 * @param groups the group of each row
 * @returns undefined when either class has rows in fewer than two groups
 * @see Hardt, Price & Srebro 2016, arXiv:1610.02413; Fairlearn 0.15, `equalized_odds_difference` and `equalized_odds_ratio`
 * @example
 * equalizedOdds(binarySample({ labels: Uint8Array.of(0, 1, 0, 1), answers: Uint8Array.of(0, 1, 1, 1) }),
 *   { codes: Uint32Array.of(0, 0, 1, 1), count: 2 }) // { difference: 1, ratio: 0, truePositiveRates: [1, 1], falsePositiveRates: [0, 1] }
 */
export function equalizedOdds(sample: BinarySample, groups: Groups): EqualizedOdds | Undefined {
  const { labels, answers, weights } = sample
  const truePositiveRates = groupRates({ answers, weights, groups }, (row) => labels[row] === 1)
  const falsePositiveRates = groupRates({ answers, weights, groups }, (row) => labels[row] === 0)
  const [positives, negatives] = [truePositiveRates, falsePositiveRates].map((rates) =>
    rates.filter((rate) => !Number.isNaN(rate)),
  ) as [number[], number[]]
  if (positives.length < 2) return { undefined: 'fewer than two groups have rows of the positive class' }
  if (negatives.length < 2) return { undefined: 'fewer than two groups have rows of the negative class' }
  const ofPositives = disparityOf(positives)
  const ofNegatives = disparityOf(negatives)
  return {
    difference: Math.max(ofPositives.difference, ofNegatives.difference),
    ratio: Math.min(ofPositives.ratio, ofNegatives.ratio),
    truePositiveRates,
    falsePositiveRates,
  }
}
