import { suggest, UserError } from '../errors.ts'

/**
 * Numbers: integers, floats, booleans (0 and 1) and times (milliseconds since 1970, UTC).
 * A missing value is NaN.
 */
export interface NumberColumn {
  readonly kind: 'number'
  readonly type: 'float' | 'integer' | 'boolean' | 'time'
  readonly values: Float64Array
}

/** Text: `levels[codes[row]]`; a missing value has code −1. Levels are in order of first appearance. */
export interface TextColumn {
  readonly kind: 'text'
  readonly codes: Int32Array
  readonly levels: readonly string[]
}

export type Column = NumberColumn | TextColumn

/** Rows held by column. Every column has `rows` values. */
export interface Table {
  readonly rows: number
  readonly columns: ReadonlyMap<string, Column>
}

/**
 * One column by name.
 *
 * @throws {UserError} naming the nearest column when the table has none of that name
 */
export function columnOf(table: Table, name: string, place: string): Column {
  const column = table.columns.get(name)
  if (column !== undefined) return column
  throw new UserError(`Missing column \`${name}\` in ${place}, ${suggest(name, [...table.columns.keys()])}`)
}

/**
 * A cell as text: '' for a missing value, integers without a fraction, `true` and `false`, times in ISO 8601.
 *
 * @example
 * textAt({ kind: 'number', type: 'integer', values: Float64Array.of(7) }, 0) // '7'
 */
export function textAt(column: Column, row: number): string {
  if (column.kind === 'text') return column.levels[column.codes[row]!] ?? ''
  const value = column.values[row]!
  if (Number.isNaN(value)) return ''
  if (column.type === 'boolean') return value === 1 ? 'true' : 'false'
  if (column.type === 'time') return new Date(value).toISOString()
  return String(value)
}

/** The rows of a column that `rows` lists, in that order. Levels are kept as they are. */
export function pickColumn(column: Column, rows: Uint32Array): Column {
  if (column.kind === 'text') return { ...column, codes: pick(new Int32Array(rows.length), column.codes, rows) }
  return { ...column, values: pick(new Float64Array(rows.length), column.values, rows) }
}

/** A loop, as `from` of a typed array asks an iterator for each row. */
function pick<A extends Int32Array | Float64Array>(into: A, from: A, rows: Uint32Array): A {
  for (let at = 0; at < rows.length; at++) into[at] = from[rows[at]!]!
  return into
}
