import type { NumberColumn, TextColumn } from '../core/data/table.ts'

/** A number column; undefined is a missing value. */
export function numbers(values: readonly (number | undefined)[], type: NumberColumn['type'] = 'integer'): NumberColumn {
  return { kind: 'number', type, values: Float64Array.from(values, (value) => value ?? Number.NaN) }
}

/** A text column; undefined is a missing value. */
export function texts(values: readonly (string | undefined)[]): TextColumn {
  const levels = [...new Set(values.filter((value) => value !== undefined))]
  return {
    kind: 'text',
    levels,
    codes: Int32Array.from(values, (value) => (value === undefined ? -1 : levels.indexOf(value))),
  }
}
