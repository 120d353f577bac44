import type { Table } from '../../data/table.ts'
import { UserError } from '../../errors.ts'
import { numbersOf } from './number-column.ts'

/**
 * The weights of the rows; undefined when no column is named.
 *
 * @throws {UserError} if a weight is missing, negative or infinite, or all are 0
 */
export function rowWeights(table: Table, name: string | undefined, place: string): Float64Array | undefined {
  if (name === undefined) return undefined
  const rule = { fits: (value: number) => value >= 0 && value < Infinity, expected: 'a weight of at least 0' }
  const weights = numbersOf(table, name, rule, place)
  if (weights.some((weight) => weight > 0)) return weights
  throw new UserError(`Unexpected weights in column \`${name}\` of ${place}, all are 0, expected one above 0 at least`)
}
