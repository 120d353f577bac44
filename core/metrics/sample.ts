import { once } from '../once.ts'
import { argsort } from './argsort.ts'
import type { BinarySample, MulticlassSample, RegressionSample } from './metric.ts'

/**
 * Rows of a binary model.
 *
 * @param labels 1 for the positive class, else 0
 * @param scores probabilities of the positive class, without NaN
 * @param answers decisions, 1 or 0; score ≥ threshold where absent
 * @param threshold 0.5 when absent; unused where answers are given
 * @throws {RangeError} if lengths differ, or neither scores nor answers are given
 * @example
 * binarySample({ labels: Uint8Array.of(0, 1), scores: Float64Array.of(0.2, 0.5) }).answers // [0, 1]
 */
export function binarySample({
  labels,
  scores,
  answers,
  threshold = 0.5,
  weights,
}: {
  labels: Uint8Array
  scores?: Float64Array | undefined
  answers?: Uint8Array | undefined
  threshold?: number | undefined
  weights?: Float64Array | undefined
}): BinarySample {
  const rows = labels.length
  requireLength(rows, { scores, answers, weights })
  const order = once(() => (scores === undefined ? new Uint32Array(0) : argsort(scores)))
  const decided = answers ?? decide(required(scores), threshold)
  return { task: 'binary-classification', rows, labels, scores, answers: decided, weights, order }
}

/**
 * Rows of a multiclass model.
 *
 * @param classes names, at least two
 * @param labels positions in `classes`
 * @param scores row-major probabilities, rows × classes
 * @param answers positions in `classes`; where absent the class of the highest score, the first of equals
 * @throws {RangeError} if lengths differ, or neither scores nor answers are given
 * @example
 * multiclassSample({ classes: ['a', 'b'], labels: Int32Array.of(1), scores: Float64Array.of(0.5, 0.5) }).answers // [0]
 */
export function multiclassSample({
  classes,
  labels,
  scores,
  answers,
  weights,
}: {
  classes: readonly string[]
  labels: Int32Array
  scores?: Float64Array | undefined
  answers?: Int32Array | undefined
  weights?: Float64Array | undefined
}): MulticlassSample {
  const rows = labels.length
  requireLength(rows, { answers, weights })
  requireLength(rows * classes.length, { scores })
  const chosen = answers ?? likeliest(required(scores), rows, classes.length)
  return { task: 'multiclass-classification', rows, classes, labels, scores, answers: chosen, weights }
}

/**
 * Rows of a regression model.
 *
 * @param labels true values, in the unit of the target
 * @param predictions predicted values, in the same unit
 * @throws {RangeError} if lengths differ
 * @example
 * regressionSample({ labels: Float64Array.of(1, 2), predictions: Float64Array.of(1, 3) }).rows // 2
 */
export function regressionSample({
  labels,
  predictions,
  weights,
}: {
  labels: Float64Array
  predictions: Float64Array
  weights?: Float64Array | undefined
}): RegressionSample {
  const rows = labels.length
  requireLength(rows, { predictions, weights })
  return { task: 'regression', rows, labels, predictions, weights }
}

function decide(scores: Float64Array, threshold: number): Uint8Array {
  const answers = new Uint8Array(scores.length)
  for (let row = 0; row < scores.length; row++) answers[row] = scores[row]! >= threshold ? 1 : 0
  return answers
}

function likeliest(scores: Float64Array, rows: number, classes: number): Int32Array {
  const answers = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    const first = row * classes
    let best = 0
    for (let k = 1; k < classes; k++) if (scores[first + k]! > scores[first + best]!) best = k
    answers[row] = best
  }
  return answers
}

function required(scores: Float64Array | undefined): Float64Array {
  if (scores === undefined) throw new RangeError('Missing scores and answers, expected at least one of them')
  return scores
}

function requireLength(length: number, columns: Readonly<Record<string, { length: number } | undefined>>): void {
  for (const [name, column] of Object.entries(columns)) {
    if (column !== undefined && column.length !== length) {
      throw new RangeError(`Unexpected ${column.length} ${name}, expected ${length}`)
    }
  }
}
