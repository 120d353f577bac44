import { classWeights } from './binary-classification/classes.ts'
import type { BinarySample } from './metric.ts'

/** Precision and recall when every row at or above the threshold is answered positive. */
export interface PrecisionRecallPoint {
  readonly threshold: number
  readonly precision: number
  readonly recall: number
}

/**
 * The precision–recall curve, thinned to about `points` points at even steps of recall.
 *
 * Only thresholds at which recall rises are kept, up to the one that reaches 1. Time O(n) after the
 * order of the scores.
 *
 * @param points at most this many; 200 when absent
 * @returns points by falling threshold; empty when the model gave no probabilities or a class has no row
 * @example
 * precisionRecallCurve(binarySample({ labels: Uint8Array.of(0, 1), scores: Float64Array.of(0.7, 0.2) })) // [{ threshold: 0.2, precision: 0.5, recall: 1 }]
 */
export function precisionRecallCurve(sample: BinarySample, points = 200): PrecisionRecallPoint[] {
  const { labels, scores, weights, rows } = sample
  const totals = classWeights(sample)
  if (scores === undefined || 'undefined' in totals) return []
  const order = sample.order()
  const curve: PrecisionRecallPoint[] = []
  let positive = 0
  let total = 0
  let kept = 0
  for (let k = rows - 1; k >= 0 && kept < totals.positive; k--) {
    const row = order[k]!
    const weight = weights === undefined ? 1 : weights[row]!
    if (labels[row] === 1) positive += weight
    total += weight
    if (k > 0 && scores[order[k - 1]!] === scores[row]) continue
    const isLast = k === 0 || positive >= totals.positive
    if (positive === kept || (curve.length > 0 && !isLast && positive - kept < totals.positive / (points - 2))) continue
    curve.push({ threshold: scores[row]!, precision: positive / total, recall: positive / totals.positive })
    kept = positive
  }
  return curve
}
