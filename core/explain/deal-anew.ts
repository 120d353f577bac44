import { pickColumn, type Table } from '../data/table.ts'

/**
 * Rows with the values of some columns dealt anew: together, so that what these columns say of each other stays.
 *
 * @param order row `at` gets the values of row `order[at]`
 */
export function dealAnew({ columns, rows }: Table, names: readonly string[], order: Uint32Array): Table {
  const dealt = new Map(columns)
  for (const name of names) dealt.set(name, pickColumn(columns.get(name)!, order))
  return { rows, columns: dealt }
}
