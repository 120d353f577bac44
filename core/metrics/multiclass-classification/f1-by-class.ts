import type { MulticlassSample } from '../metric.ts'
import type { ClassCounts } from './class-counts.ts'

/** F1 of each class against all others, and its slopes by the weight of a hit and of a miss. */
export interface F1ByClass {
  readonly f1: Float64Array
  readonly byHit: Float64Array
  readonly byMiss: Float64Array
}

/**
 * F1 of each class, 2·TP / (labelled + answered); 0 for a class neither labelled nor answered.
 *
 * @example
 * f1ByClass({ labelled: Float64Array.of(1, 1), answered: Float64Array.of(2, 0), right: Float64Array.of(1, 0), total: 2 }).f1 // [0.6667, 0]
 */
export function f1ByClass({ labelled, answered, right }: ClassCounts): F1ByClass {
  const sizes = labelled.map((weight, k) => weight + answered[k]!)
  const of = (slope: (k: number, size: number) => number) => sizes.map((size, k) => (size === 0 ? 0 : slope(k, size)))
  return {
    f1: of((k, size) => (2 * right[k]!) / size),
    byHit: of((k, size) => (2 * (size - 2 * right[k]!)) / size ** 2),
    byMiss: of((k, size) => (-2 * right[k]!) / size ** 2),
  }
}

/**
 * How much each row moves Σ share · F1 over the classes, by its weight: a right answer is a hit of
 * its class, a wrong one a miss of the class it has and of the class it was given.
 *
 * @param shares weight of each class in the sum
 * @example
 * f1Influence(multiclassSample({ classes: ['a', 'b'], labels: Int32Array.of(0), answers: Int32Array.of(0) }),
 *   { f1: Float64Array.of(1, 0), byHit: Float64Array.of(0.5, 0), byMiss: Float64Array.of(0, 0) }, Float64Array.of(1, 1)) // [0.5]
 */
export function f1Influence(
  sample: MulticlassSample,
  { byHit, byMiss }: F1ByClass,
  shares: Float64Array,
): Float64Array {
  const { labels, answers, weights, rows } = sample
  const influence = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    const label = labels[row]!
    const answer = answers[row]!
    const slope =
      label === answer
        ? shares[label]! * byHit[label]!
        : shares[label]! * byMiss[label]! + shares[answer]! * byMiss[answer]!
    influence[row] = (weights === undefined ? 1 : weights[row]!) * slope
  }
  return influence
}
