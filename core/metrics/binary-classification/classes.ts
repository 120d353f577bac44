import type { BinarySample, Undefined } from '../metric.ts'
import { NO_NEGATIVE, NO_POSITIVE } from '../undefined.ts'

/** The weight of the rows of each class. */
export interface ClassWeights {
  readonly positive: number
  readonly negative: number
}

/**
 * The weight of each class, or why a metric that compares the two has no value.
 *
 * @example
 * classWeights(binarySample({ labels: Uint8Array.of(0, 1, 1), answers: Uint8Array.of(1, 1, 0) })) // { positive: 2, negative: 1 }
 */
export function classWeights({ labels, weights, rows }: BinarySample): ClassWeights | Undefined {
  let positive = 0
  let total = 0
  for (let row = 0; row < rows; row++) {
    const weight = weights === undefined ? 1 : weights[row]!
    total += weight
    if (labels[row] === 1) positive += weight
  }
  if (positive === 0) return NO_POSITIVE
  return positive === total ? NO_NEGATIVE : { positive, negative: total - positive }
}

/**
 * The rows of the class that has fewer: those that limit what a perfect result can prove.
 *
 * @returns 1 for those rows, else 0
 * @example
 * rarerClass(Uint8Array.of(1, 1, 0)) // [0, 0, 1]
 */
export function rarerClass(labels: Uint8Array): Uint8Array {
  let positives = 0
  for (let row = 0; row < labels.length; row++) positives += labels[row]!
  if (2 * positives <= labels.length) return labels
  const negatives = new Uint8Array(labels.length)
  for (let row = 0; row < labels.length; row++) negatives[row] = 1 - labels[row]!
  return negatives
}
