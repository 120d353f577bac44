import { argsort } from '../../metrics/argsort.ts'
import type { BinarySample } from '../../metrics/metric.ts'

/** Rows of production whose labels are not known. */
export interface Unlabelled {
  /** The model's own probabilities of the positive class. */
  readonly scores: Float64Array
  /** Decisions, 1 or 0. */
  readonly answers: Uint8Array
  readonly weights?: Float64Array | undefined
}

/**
 * Rows without labels as a sample that metrics take: each row twice, positive with the weight of its probability and negative
 * with the rest. A metric of weighted sums then has the value that CBPE expects, with ties as the metric has them.
 *
 * Time O(n log n).
 *
 * @param probabilities calibrated, in [0, 1], one a row
 * @returns twice as many rows, lowest score first so that metrics that walk the scores read memory in order
 * @example
 * expectedSample({ scores: Float64Array.of(0.9), answers: Uint8Array.of(1) }, Float64Array.of(0.75)).weights // [0.25, 0.75]
 */
export function expectedSample({ scores, answers, weights }: Unlabelled, probabilities: Float64Array): BinarySample {
  const rows = 2 * scores.length
  const labels = new Uint8Array(rows)
  const doubled = { scores: new Float64Array(rows), answers: new Uint8Array(rows), weights: new Float64Array(rows) }
  const order = new Uint32Array(rows)
  const ascending = argsort(scores)
  for (let i = 0; i < ascending.length; i++) {
    const row = ascending[i]!
    const weight = weights === undefined ? 1 : weights[row]!
    const [negative, positive] = [2 * i, 2 * i + 1]
    labels[positive] = 1
    order[negative] = negative
    order[positive] = positive
    doubled.scores[negative] = scores[row]!
    doubled.scores[positive] = scores[row]!
    doubled.answers[negative] = answers[row]!
    doubled.answers[positive] = answers[row]!
    doubled.weights[negative] = weight * (1 - probabilities[row]!)
    doubled.weights[positive] = weight * probabilities[row]!
  }
  return { task: 'binary-classification', rows, labels, ...doubled, order: () => order }
}
