import type { MulticlassSample } from '../../metrics/metric.ts'
import { classColumn } from '../../metrics/multiclass-classification/class-column.ts'
import { oneAgainstRest } from '../../metrics/multiclass-classification/one-against-rest.ts'
import { type Calibrator, fitCalibrator } from './fit-calibrator.ts'

/** What turns the scores of a multiclass model into probabilities that can be believed. */
export interface ClassCalibrators {
  /** One a class, in the order of the classes. */
  readonly calibrators: readonly Calibrator[]
  /** Takes and gives row-major numbers, rows × classes; each row sums to 1. */
  readonly calibrate: (scores: Float64Array) => Float64Array
}

/**
 * Isotonic calibration of each class against all others where it helps; the classes of a row are then made to sum to 1, and
 * are all alike where all were 0.
 *
 * Time O(classes · n log n), memory O(classes · n).
 *
 * @param sample evaluated **test** predictions, with scores
 * @param seed deals the folds
 * @throws {TypeError} if the sample has no scores
 * @see Zadrozny & Elkan 2002, doi:10.1145/775047.775151; as in NannyML 0.13.1
 * @example
 * fitClassCalibrators(multiclassSample({ classes: ['a', 'b'], labels: Int32Array.of(0), scores: Float64Array.of(0.9, 0.1) }), 7).calibrate(Float64Array.of(3, 1)) // [0.75, 0.25]
 */
export function fitClassCalibrators(sample: MulticlassSample, seed: number): ClassCalibrators {
  const { classes, scores } = sample
  if (scores === undefined) throw new TypeError('Missing scores, expected probabilities to calibrate')
  const calibrators = classes.map((_, k) => fitCalibrator(oneAgainstRest(sample, scores, k), seed))
  return { calibrators, calibrate: (x) => calibrateAll(x, calibrators) }
}

function calibrateAll(scores: Float64Array, calibrators: readonly Calibrator[]): Float64Array {
  const width = calibrators.length
  const found = new Float64Array(scores.length)
  for (const [k, { calibrate }] of calibrators.entries()) {
    const column = calibrate(classColumn(scores, k, width))
    for (let row = 0; row < column.length; row++) found[row * width + k] = column[row]!
  }
  for (let start = 0; start < found.length; start += width) {
    let total = 0
    for (let k = 0; k < width; k++) total += found[start + k]!
    for (let k = 0; k < width; k++) found[start + k] = total === 0 ? 1 / width : found[start + k]! / total
  }
  return found
}
