import { classWeights } from './binary-classification/classes.ts'
import type { BinarySample } from './metric.ts'

/** Shares of negative and positive rows that score at or above the threshold; the first point has none, being above all scores. */
export interface RocPoint {
  readonly threshold?: number
  readonly fpr: number
  readonly tpr: number
}

/**
 * The ROC curve, from (0, 0) to (1, 1), thinned to about `points` points.
 *
 * The way from corner to corner is 2 long (up plus right); a corner is kept when the way since the
 * last one kept would reach 2 / points, so no part of the curve is further than that from the points.
 * Time O(n) after the order of the scores.
 *
 * @param points at most this many, both ends included; 200 when absent
 * @returns points by falling threshold; empty when the model gave no probabilities or a class has no row
 * @example
 * rocCurve(binarySample({ labels: Uint8Array.of(0, 1), scores: Float64Array.of(0.2, 0.7) })) // [{ fpr: 0, tpr: 0 }, { threshold: 0.7, fpr: 0, tpr: 1 }, { threshold: 0.2, fpr: 1, tpr: 1 }]
 */
export function rocCurve(sample: BinarySample, points = 200): RocPoint[] {
  const { labels, scores, weights, rows } = sample
  const totals = classWeights(sample)
  if (scores === undefined || 'undefined' in totals) return []
  const order = sample.order()
  const curve: RocPoint[] = [{ fpr: 0, tpr: 0 }]
  const stride = 2 / (points - 2)
  let positive = 0
  let negative = 0
  for (let k = rows - 1; k >= 0; k--) {
    const row = order[k]!
    const weight = weights === undefined ? 1 : weights[row]!
    if (labels[row] === 1) positive += weight
    else negative += weight
    const isLast = k === 0
    if (!isLast && scores[order[k - 1]!] === scores[row]) continue
    const fpr = negative / totals.negative
    const tpr = positive / totals.positive
    const last = curve[curve.length - 1]!
    if (isLast || fpr + tpr - last.fpr - last.tpr >= stride) curve.push({ threshold: scores[row]!, fpr, tpr })
  }
  return curve
}
