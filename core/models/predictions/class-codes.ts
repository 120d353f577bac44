import { closest } from 'fastest-levenshtein'
import { type Column, textAt } from '../../data/table.ts'
import { UserError } from '../../errors.ts'
import { findBadRows, sayRows } from './bad-rows.ts'

/**
 * The position in `classes` of each cell of a column of class names.
 *
 * @param where the column and file, for messages: ``column `label` of p.csv``
 * @throws {UserError} if a cell is missing or no class: which, how many, and the first rows
 */
export function classCodes(column: Column, classes: readonly string[], where: string): Int32Array {
  const codes = codesOf(column, classes)
  const bad = findBadRows(codes.length, (row) => codes[row]! < 0)
  if (bad === undefined) return codes
  const text = textAt(column, bad.first[0]!)
  const found = text === '' ? 'missing value' : `class \`${text}\``
  const near = text === '' ? '' : `; did you mean \`${closest(text, classes)}\`?`
  const expected = classes.length === 0 ? 'a label' : `one of ${classes.join(', ')}`
  throw new UserError(`Unexpected ${found} in ${where}, ${sayRows(bad)}, expected ${expected}${near}`)
}

/**
 * The distinct cells of a column as text, missing ones left out, in order of first appearance.
 * Text levels that no row has do not count.
 */
export function distinctTexts(column: Column): string[] {
  const texts = new Set<string>()
  if (column.kind === 'text') {
    for (const code of new Set(column.codes)) if (code >= 0) texts.add(column.levels[code]!)
  } else {
    const firsts = new Map<number, number>()
    const { values } = column
    for (let row = 0, last = Number.NaN; row < values.length; row++) {
      const value = values[row]!
      // Labels repeat: most rows need no look-up.
      if (value === last || Number.isNaN(value)) continue
      last = value
      if (!firsts.has(value)) firsts.set(value, row)
    }
    for (const row of firsts.values()) texts.add(textAt(column, row))
  }
  texts.delete('')
  return [...texts]
}

/** Like `classCodes`, with −1 for what is missing or no class. Each distinct value is looked up once. */
function codesOf(column: Column, classes: readonly string[]): Int32Array {
  const positions = new Map(classes.map((name, i) => [name, i]))
  if (column.kind === 'text') {
    const ofLevel = column.levels.map((level) => positions.get(level) ?? -1)
    return column.codes.map((code) => ofLevel[code] ?? -1)
  }
  const seen = new Map<number, number>()
  const codes = new Int32Array(column.values.length)
  for (let row = 0; row < codes.length; row++) {
    const value = column.values[row]!
    let position = seen.get(value)
    if (position === undefined) {
      position = positions.get(textAt(column, row)) ?? -1
      seen.set(value, position)
    }
    codes[row] = position
  }
  return codes
}
