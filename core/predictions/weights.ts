import type { Column } from '../data/table.ts'
import { UserError } from '../errors.ts'
import { refuseRows } from './refuse-rows.ts'

/**
 * Weights of rows.
 *
 * @throws {UserError} if the column is text, a weight is missing, negative or infinite, or all are 0
 */
export function weightsOf(column: Column, place: string): Float64Array {
  if (column.kind === 'text') throw new UserError(`Unexpected text in ${place}, expected weights ≥ 0`)
  refuseRows(
    column.values,
    (value) => !(value >= 0 && value < Infinity),
    (row) => `Unexpected weight ${column.values[row]} in ${place}, expected finite weights ≥ 0`,
  )
  if (column.values.every((value) => value === 0))
    throw new UserError(`Unexpected weights in ${place}: all are 0, expected at least one above`)
  return column.values
}
