import type { BinarySample, MulticlassSample } from '../metric.ts'
import { binarySample } from '../sample.ts'
import { classColumn } from './class-column.ts'

/**
 * The rows as a binary model of one class would have them: that class against all others.
 *
 * @param scores the sample's own, which it must have
 * @param k position of the class
 * @example
 * oneAgainstRest(multiclassSample({ classes: ['a', 'b'], labels: Int32Array.of(0, 1), answers: Int32Array.of(0, 1) }), Float64Array.of(0.9, 0.1, 0.3, 0.7), 1).labels // [0, 1]
 */
export function oneAgainstRest(
  { classes, labels, weights, rows }: MulticlassSample,
  scores: Float64Array,
  k: number,
): BinarySample {
  const isClass = new Uint8Array(rows)
  for (let row = 0; row < rows; row++) isClass[row] = labels[row] === k ? 1 : 0
  return binarySample({ labels: isClass, scores: classColumn(scores, k, classes.length), weights })
}
