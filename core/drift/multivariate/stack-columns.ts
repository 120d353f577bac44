import type { Column, NumberColumn, TextColumn } from '../../data/table.ts'

/**
 * Two columns as one, the second's rows below the first's.
 *
 * @returns undefined where one holds text and the other numbers
 * @example
 * stackColumns(
 *   { kind: 'text', codes: Int32Array.of(0), levels: ['a'] },
 *   { kind: 'text', codes: Int32Array.of(0, 1, -1), levels: ['b', 'a'] },
 * ) // { kind: 'text', codes: [0, 1, 0, -1], levels: ['a', 'b'] }
 */
export function stackColumns(first: Column, second: Column): Column | undefined {
  if (first.kind === 'text') return second.kind === 'text' ? stackTexts(first, second) : undefined
  return second.kind === 'number' ? stackNumbers(first, second) : undefined
}

function stackNumbers(first: NumberColumn, second: NumberColumn): NumberColumn {
  const values = new Float64Array(first.values.length + second.values.length)
  values.set(first.values)
  values.set(second.values, first.values.length)
  return { kind: 'number', type: first.type === second.type ? first.type : 'float', values }
}

function stackTexts(first: TextColumn, second: TextColumn): TextColumn {
  const levels = [...first.levels]
  const codeOf = new Map(levels.map((level, code) => [level, code]))
  const newCodes = second.levels.map((level) => {
    const code = codeOf.get(level) ?? levels.push(level) - 1
    codeOf.set(level, code)
    return code
  })
  const codes = new Int32Array(first.codes.length + second.codes.length)
  codes.set(first.codes)
  second.codes.forEach((code, row) => {
    codes[first.codes.length + row] = code < 0 ? -1 : newCodes[code]!
  })
  return { kind: 'text', codes, levels }
}
