import type { BoundedEstimate } from '../../stats/interval.ts'
import type { BinarySample, Metric, Undefined } from '../metric.ts'
import { NO_SCORES } from '../undefined.ts'
import { classWeights, rarerClass } from './classes.ts'

/**
 * Average precision: the precision at the score of each positive row, averaged over the positive
 * rows. Not interpolated, as in scikit-learn.
 *
 * A row moves it twice: as one of the positives averaged over, and by the precision at every score at
 * or below its own. Undefined when a class has no row (scikit-learn: 0 without positives, 1 without
 * negatives, whatever the model). Time O(n) after the order of the scores.
 *
 * @see values from scikit-learn 1.9 `average_precision_score`
 * @example
 * averagePrecision.estimate(binarySample({ labels: Uint8Array.of(0, 0, 1, 1), scores: Float64Array.of(0.1, 0.4, 0.35, 0.8) })).value // 0.8333
 */
export const averagePrecision: Metric<BinarySample> = {
  name: 'average_precision',
  task: 'binary-classification',
  title: 'Average precision over the positive rows, 0 to 1, the share of positives by chance',
  higherIsBetter: true,
  range: [0, 1],
  margin: { kind: 'absolute', value: 0.01 },
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

  const order = sample.order()
  const { precision, reach, value } = precisions(sample, scores, totals.positive)
  const influence = precision // rewritten row by row, each after its last reading
  let gained = 0 // Σ over positives at or below: weight / reach
  let lost = 0 // the same times their precision
  for (let start = 0, end = 0; start < rows; start = end) {
    const score = scores[order[start]!]!
    const here = precision[order[start]!]!
    let positive = 0
    for (end = start; end < rows && scores[order[end]!] === score; end++) {
      if (labels[order[end]!] === 1) positive += weights === undefined ? 1 : weights[order[end]!]!
    }
    if (positive > 0) {
      gained += positive / reach[start]!
      lost += (positive * here) / reach[start]!
    }
    for (let k = start; k < end; k++) {
      const row = order[k]!
      const weight = weights === undefined ? 1 : weights[row]!
      influence[row] = (weight / totals.positive) * ((labels[row] === 1 ? here - value + gained : 0) - lost)
    }
  }
  return { value, influence, among: rarerClass(labels) }
}

/**
 * From the highest score down: at each score the precision among the rows at or above it (by row),
 * their weight (`reach`, at the place where the score's rows start in the order), and the average.
 */
function precisions(sample: BinarySample, scores: Float64Array, positives: number) {
  const { labels, weights, rows } = sample
  const order = sample.order()
  const precision = new Float64Array(rows)
  const reach = new Float64Array(rows)
  let weightAbove = 0
  let positiveAbove = 0
  let sum = 0
  for (let end = rows - 1, start = end; end >= 0; end = start) {
    const score = scores[order[end]!]!
    let positive = 0
    for (start = end; start >= 0 && scores[order[start]!] === score; start--) {
      const weight = weights === undefined ? 1 : weights[order[start]!]!
      weightAbove += weight
      if (labels[order[start]!] === 1) positive += weight
    }
    positiveAbove += positive
    const here = weightAbove === 0 ? 0 : positiveAbove / weightAbove
    sum += positive * here
    reach[start + 1] = weightAbove
    for (let k = start + 1; k <= end; k++) precision[order[k]!] = here
  }
  return { precision, reach, value: sum / positives }
}
