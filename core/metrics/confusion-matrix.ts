import type { BinarySample, MulticlassSample } from './metric.ts'

/**
 * The weight of the rows of each label (first index) that got each answer (second index).
 *
 * Binary: index 0 is the negative class, 1 the positive one. Time O(n).
 *
 * @example
 * confusionMatrix(binarySample({ labels: Uint8Array.of(0, 1, 1), answers: Uint8Array.of(1, 1, 0) })) // [[0, 1], [1, 1]]
 */
export function confusionMatrix(sample: BinarySample | MulticlassSample): number[][] {
  const width = sample.task === 'binary-classification' ? 2 : sample.classes.length
  const { labels, answers, weights, rows } = sample
  const matrix = Array.from({ length: width }, () => new Array<number>(width).fill(0))
  for (let row = 0; row < rows; row++) {
    matrix[labels[row]!]![answers[row]!]! += weights === undefined ? 1 : weights[row]!
  }
  return matrix
}
