import { pickColumn, type Table } from './table.ts'

/** Some rows of a table, in the order of their places. */
export function pickTable({ columns }: Table, places: Uint32Array): Table {
  return {
    rows: places.length,
    columns: new Map([...columns].map(([name, column]) => [name, pickColumn(column, places)])),
  }
}
