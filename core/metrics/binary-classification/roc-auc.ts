import type { BoundedEstimate } from '../../stats/interval.ts'
import type { BinarySample, Metric, Undefined } from '../metric.ts'
import { NO_SCORES } from '../undefined.ts'
import { type ClassWeights, classWeights, rarerClass } from './classes.ts'

/**
 * Area under the ROC curve: how often a random positive row scores above a random negative one, a tie
 * counting half.
 *
 * The influence values are DeLong's placements, with the labels as strata, so that without groups and
 * weights the variance is exactly DeLong's. Undefined when a class has no row. Time O(n) after the
 * order of the scores.
 *
 * @see DeLong, DeLong & Clarke-Pearson 1988, doi:10.2307/2531595; Sun & Xu 2014, doi:10.1109/LSP.2014.2337313;
 *   values from scikit-learn 1.9 `roc_auc_score`
 * @example
 * rocAuc.estimate(binarySample({ labels: Uint8Array.of(0, 0, 1, 1), scores: Float64Array.of(0.1, 0.4, 0.35, 0.8) })).value // 0.75
 */
export const rocAuc: Metric<BinarySample> = {
  name: 'roc_auc',
  task: 'binary-classification',
  title: 'Area under the ROC curve: how often a positive row scores above a negative one, 0 to 1, 0.5 by chance',
  higherIsBetter: true,
  range: [0, 1],
  margin: { kind: 'absolute', value: 0.005 },
  needs: 'scores',
  interval: 'logit',
  judged: true,
  estimate,
}

function estimate(sample: BinarySample): BoundedEstimate | Undefined {
  const { labels, scores, weights, rows } = sample
  if (scores === undefined) return NO_SCORES
  const totals = classWeights(sample)
  if ('undefined' in totals) return totals

  const influence = placements(sample, scores, totals)
  let value = 0
  for (let row = 0; row < rows; row++) {
    if (labels[row] === 1) value += (weights === undefined ? 1 : weights[row]!) * influence[row]!
  }
  value /= totals.positive
  for (let row = 0; row < rows; row++) {
    const share = (weights === undefined ? 1 : weights[row]!) / (labels[row] === 1 ? totals.positive : totals.negative)
    influence[row] = share * (influence[row]! - value)
  }
  return { value, influence, strata: labels, among: rarerClass(labels) }
}

/** Of each positive row the share of negatives below it, of each negative the share of positives above it. */
function placements(sample: BinarySample, scores: Float64Array, totals: ClassWeights): Float64Array {
  const { labels, weights, rows } = sample
  const order = sample.order()
  const placement = new Float64Array(rows)
  let negativeBelow = 0
  let positiveBelow = 0
  for (let start = 0, end = 0; start < rows; start = end) {
    const score = scores[order[start]!]!
    let negative = 0
    let positive = 0
    for (end = start; end < rows && scores[order[end]!] === score; end++) {
      const weight = weights === undefined ? 1 : weights[order[end]!]!
      if (labels[order[end]!] === 1) positive += weight
      else negative += weight
    }
    const ofPositive = (negativeBelow + negative / 2) / totals.negative
    const ofNegative = 1 - (positiveBelow + positive / 2) / totals.positive
    for (let k = start; k < end; k++) placement[order[k]!] = labels[order[k]!] === 1 ? ofPositive : ofNegative
    negativeBelow += negative
    positiveBelow += positive
  }
  return placement
}
