import type { BinarySample, MulticlassSample } from '../../metrics/metric.ts'
import { binarySample, multiclassSample } from '../../metrics/sample.ts'
import type { Unlabelled } from './expected-sample.ts'

/**
 * The confusion matrix that CBPE expects, as a sample of one row a cell: all that a metric of answers looks at.
 *
 * Time O(n).
 *
 * @param probabilities calibrated, in [0, 1], one a row
 * @returns four rows without scores, weighted by what each cell expects
 * @see NannyML 0.13.1, performance_estimation/confidence_based
 * @example
 * expectedCells({ scores: Float64Array.of(0.9, 0.2), answers: Uint8Array.of(1, 0) }, Float64Array.of(0.75, 0.25)).weights // [0.75, 0.25, 0.25, 0.75]
 */
export function expectedCells({ answers, weights }: Unlabelled, probabilities: Float64Array): BinarySample {
  const cells = new Float64Array(4)
  for (let row = 0; row < answers.length; row++) {
    const weight = weights === undefined ? 1 : weights[row]!
    cells[answers[row]!]! += weight * (1 - probabilities[row]!)
    cells[2 + answers[row]!]! += weight * probabilities[row]!
  }
  return binarySample({ labels: Uint8Array.of(0, 0, 1, 1), answers: Uint8Array.of(0, 1, 0, 1), weights: cells })
}

/** Rows of production of a multiclass model whose labels are not known. */
export interface UnlabelledClasses {
  readonly classes: readonly string[]
  /** Row-major, rows × classes. */
  readonly scores: Float64Array
  /** Positions in `classes`. */
  readonly answers: Int32Array
  readonly weights?: Float64Array | undefined
}

/**
 * The same for more than two classes. Time O(n · classes), memory O(classes²).
 *
 * @param probabilities calibrated, row-major, each row summing to 1
 * @returns a row for each pair of label and answer
 * @example
 * expectedClassCells({ classes: ['a', 'b'], scores: Float64Array.of(0.9, 0.1), answers: Int32Array.of(0) }, Float64Array.of(0.75, 0.25)).weights // [0.75, 0, 0.25, 0]
 */
export function expectedClassCells(
  { classes, answers, weights }: UnlabelledClasses,
  probabilities: Float64Array,
): MulticlassSample {
  const width = classes.length
  const cells = new Float64Array(width * width)
  for (let row = 0; row < answers.length; row++) {
    const weight = weights === undefined ? 1 : weights[row]!
    for (let k = 0; k < width; k++) cells[k * width + answers[row]!]! += weight * probabilities[row * width + k]!
  }
  return multiclassSample({
    classes,
    labels: Int32Array.from(cells, (_, cell) => Math.floor(cell / width)),
    answers: Int32Array.from(cells, (_, cell) => cell % width),
    weights: cells,
  })
}
