import type { NumberColumn, TextColumn } from '../../core/data/table.ts'

export function numbers(values: ArrayLike<number>, type: NumberColumn['type'] = 'float'): NumberColumn {
  return { kind: 'number', type, values: Float64Array.from(values) }
}

/** Text by row; undefined is missing. */
export function texts(values: readonly (string | undefined)[]): TextColumn {
  const levels = [...new Set(values)].filter((value) => value !== undefined)
  const codeOf = new Map(levels.map((level, code) => [level, code]))
  return { kind: 'text', codes: Int32Array.from(values, (value) => codeOf.get(value ?? '\0') ?? -1), levels }
}
