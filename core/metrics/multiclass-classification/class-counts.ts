import type { MulticlassSample } from '../metric.ts'

/** Weights by class: rows of the class, rows answered so, and rows where both agree. */
export interface ClassCounts {
  readonly labelled: Float64Array
  readonly answered: Float64Array
  readonly right: Float64Array
  readonly total: number
}

/**
 * Counts each class's rows, answers and right answers, by weight. Time O(n).
 *
 * @example
 * countClasses(multiclassSample({ classes: ['a', 'b'], labels: Int32Array.of(0, 1), answers: Int32Array.of(0, 0) })).answered // [2, 0]
 */
export function countClasses({ classes, labels, answers, weights, rows }: MulticlassSample): ClassCounts {
  const labelled = new Float64Array(classes.length)
  const answered = new Float64Array(classes.length)
  const right = new Float64Array(classes.length)
  let total = 0
  for (let row = 0; row < rows; row++) {
    const weight = weights === undefined ? 1 : weights[row]!
    total += weight
    labelled[labels[row]!]! += weight
    answered[answers[row]!]! += weight
    if (labels[row] === answers[row]) right[labels[row]!]! += weight
  }
  return { labelled, answered, right, total }
}

/**
 * The rows of the class that weighs least of those with rows: they limit what a perfect result can prove.
 *
 * @returns 1 for those rows, else 0
 * @example
 * rarestClass(Int32Array.of(0, 0, 1), Float64Array.of(2, 1, 0)) // [0, 0, 1]
 */
export function rarestClass(labels: Int32Array, labelled: Float64Array): Uint8Array {
  const least = Math.min(...labelled.filter((weight) => weight > 0))
  const rarest = labelled.indexOf(least)
  const mask = new Uint8Array(labels.length)
  for (let row = 0; row < labels.length; row++) mask[row] = labels[row] === rarest ? 1 : 0
  return mask
}

/** How many classes have a positive number. */
export function classesWith(values: Float64Array): number {
  return values.reduce((count, value) => count + (value > 0 ? 1 : 0), 0)
}
