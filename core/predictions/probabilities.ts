import type { Column } from '../data/table.ts'
import { UserError } from '../errors.ts'
import { refuseRows } from './refuse-rows.ts'

/** A row of class probabilities may miss 1 by this much, what 32-bit floats and rounding to a few digits lose. */
const TOLERANCE = 1e-3

/**
 * Probabilities of one class.
 *
 * @throws {UserError} if a value is missing, not finite or outside [0, 1]
 */
export function probabilities(column: Column, place: string): Float64Array {
  if (column.kind === 'text') throw new UserError(`Unexpected text in ${place}, expected probabilities in [0, 1]`)
  const { values } = column
  refuseRows(
    values,
    (value) => !(value >= 0 && value <= 1),
    (row) => {
      const found = Number.isNaN(values[row]) ? 'missing value' : `score ${values[row]}`
      return `Unexpected ${found} in ${place}, expected a probability in [0, 1]; turn logits into probabilities first`
    },
  )
  return values
}

/**
 * Probabilities of all classes, row-major, each row brought to sum to 1 exactly.
 *
 * @throws {UserError} if a value is no probability, or a row does not sum to 1 within 0.001
 */
export function classProbabilities(columns: readonly Column[], rows: number, place: string): Float64Array {
  const width = columns.length
  const scores = new Float64Array(rows * width)
  const sums = new Float64Array(rows)
  for (const [k, column] of columns.entries()) {
    const values = probabilities(column, `the score columns of ${place}`)
    for (let row = 0; row < rows; row++) {
      scores[row * width + k] = values[row]!
      sums[row]! += values[row]!
    }
  }
  refuseRows(
    sums,
    (sum) => Math.abs(sum - 1) > TOLERANCE,
    (row) =>
      `Unexpected sum ${sums[row]!.toPrecision(4)} of the scores in ${place}, expected the classes' probabilities to sum to 1`,
  )
  for (let at = 0; at < scores.length; at++) scores[at]! /= sums[Math.floor(at / width)]!
  return scores
}
