import { columnOf, type Table, type TextColumn, textAt } from '../../data/table.ts'
import { UserError } from '../../errors.ts'
import { findBadRows, sayRows } from './bad-rows.ts'

/** What each value of a column must be. */
export interface NumberRule {
  readonly fits: (value: number) => boolean
  /** In words: `a finite number`. */
  readonly expected: string
}

export const FINITE: NumberRule = { fits: Number.isFinite, expected: 'a finite number' }

/**
 * The numbers of a column, each of which keeps a rule.
 *
 * @param place the file, for messages
 * @param where the column and where its values are from, for messages
 * @throws {UserError} if there is no such column, it holds text or times, or a value is missing or breaks the rule
 */
export function numbersOf(
  table: Table,
  name: string,
  rule: NumberRule,
  place: string,
  where = `column \`${name}\` of ${place}`,
): Float64Array {
  const column = columnOf(table, name, place)
  if (column.kind === 'text' || column.type === 'time') {
    const found = column.kind === 'text' ? 'text' : 'times'
    const row = column.kind === 'text' ? firstText(column) : 0
    const example = row === -1 ? '' : `, such as \`${textAt(column, row)}\` in row ${row + 1}`
    throw new UserError(`Unexpected ${found} in ${where}${example}, expected ${rule.expected}`)
  }
  const { values } = column
  const missing = findBadRows(values.length, (row) => Number.isNaN(values[row]))
  if (missing !== undefined) {
    throw new UserError(`Unexpected missing value or NaN in ${where}, ${sayRows(missing)}, expected ${rule.expected}`)
  }
  const bad = findBadRows(values.length, (row) => !rule.fits(values[row]!))
  if (bad === undefined) return values
  throw new UserError(`Unexpected \`${values[bad.first[0]!]}\` in ${where}, ${sayRows(bad)}, expected ${rule.expected}`)
}

/** The first cell that is no number: what makes a column of numbers one of text; −1 if all are missing. */
function firstText({ codes, levels }: TextColumn): number {
  const odd = codes.findIndex((code) => code >= 0 && Number.isNaN(Number(levels[code])))
  return odd === -1 ? codes.findIndex((code) => code >= 0) : odd
}
