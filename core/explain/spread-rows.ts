import { pickColumn, type Table } from '../data/table.ts'

/** So many rows of a table at most, evenly over all of it. */
export function spreadRows({ columns, rows }: Table, most: number): Table {
  if (rows <= most) return { columns, rows }
  const picked = Uint32Array.from({ length: most }, (_, at) => Math.floor((at * rows) / most))
  return { rows: most, columns: new Map([...columns].map(([name, column]) => [name, pickColumn(column, picked)])) }
}
