import { type Column, textAt } from '../data/table.ts'
import { UserError } from '../errors.ts'
import { refuseRows } from './refuse-rows.ts'

/**
 * Labels as positions in `classes`.
 *
 * @throws {UserError} if a label is missing or none of the classes
 * @example
 * classPositions({ kind: 'text', codes: Int32Array.of(0, 1), levels: ['b', 'a'] }, ['a', 'b'], 'label') // [1, 0]
 */
export function classPositions(labels: Column, classes: readonly string[], place: string): Int32Array {
  const position = new Map(classes.map((name, index) => [name, index]))
  const positions = labels.kind === 'text' ? ofText(labels, position) : ofNumbers(labels, position)
  refuseRows(
    positions,
    (value) => value < 0,
    (row) => {
      const label = textAt(labels, row)
      return label === ''
        ? `Missing labels in ${place}`
        : `Unknown label \`${label}\` in ${place}, expected one of ${classes.slice(0, 10).join(', ')}`
    },
  )
  return positions
}

function ofText(
  { codes, levels }: Extract<Column, { kind: 'text' }>,
  position: ReadonlyMap<string, number>,
): Int32Array {
  const known = levels.map((level) => position.get(level) ?? -1)
  return codes.map((code) => known[code] ?? -1)
}

function ofNumbers(labels: Extract<Column, { kind: 'number' }>, position: ReadonlyMap<string, number>): Int32Array {
  const known = new Map<number, number>()
  const positions = new Int32Array(labels.values.length)
  for (let row = 0; row < positions.length; row++) {
    const value = labels.values[row]!
    let found = known.get(value)
    if (found === undefined) {
      found = position.get(textAt(labels, row)) ?? position.get(String(value)) ?? -1
      known.set(value, found)
    }
    positions[row] = found
  }
  return positions
}

/**
 * Labels or predictions of a regression.
 *
 * @throws {UserError} if the column is text, or a value is missing or not finite
 */
export function labelNumbers(column: Column, place: string): Float64Array {
  if (column.kind === 'text') throw new UserError(`Unexpected text in ${place}, expected numbers`)
  refuseRows(
    column.values,
    (value) => !Number.isFinite(value),
    (row) => `Unexpected ${show(column.values[row]!)} in ${place}, expected finite numbers`,
  )
  return column.values
}

function show(value: number): string {
  return Number.isNaN(value) ? 'missing value' : `value ${value}`
}
