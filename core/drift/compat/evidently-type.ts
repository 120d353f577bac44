import type { Column, TextColumn } from '../../data/table.ts'

/** What Evidently takes a column for, and what it then compares. */
export type EvidentlyType = 'numerical' | 'categorical' | 'text' | 'datetime' | 'unknown'

/** Most different whole numbers that are categories. */
const MOST_WHOLE_NUMBERS = 10

/**
 * The type that Evidently guesses of a column, as pandas reads it: whole numbers with a missing one are floats there, and
 * booleans with a missing one are of no type that it knows. It looks at the current sample alone. Time O(rows).
 *
 * @see infer_column_type in evidently/core/datasets.py, Evidently 0.7
 * @example
 * evidentlyType({ kind: 'number', type: 'integer', values: Float64Array.of(1, 2, 2) }) // 'categorical'
 */
export function evidentlyType(column: Column): EvidentlyType {
  if (column.kind === 'text') return typeOfText(column)
  if (column.type === 'time') return 'datetime'
  const anyMissing = column.values.some(Number.isNaN)
  if (column.type === 'boolean') return anyMissing ? 'unknown' : 'categorical'
  const whole = column.type === 'integer' && !anyMissing
  return whole && hasFew(column.values) ? 'categorical' : 'numerical'
}

function hasFew(values: Float64Array): boolean {
  const seen = new Set<number>()
  for (let row = 0; row < values.length && seen.size <= MOST_WHOLE_NUMBERS; row++) seen.add(values[row]!)
  return seen.size <= MOST_WHOLE_NUMBERS
}

/** Free text where more than half of the cells differ. */
function typeOfText({ codes, levels }: TextColumn): EvidentlyType {
  const seen = new Uint8Array(levels.length)
  let [held, different] = [0, 0]
  for (const code of codes) {
    if (code < 0) continue
    held++
    different += 1 - seen[code]!
    seen[code] = 1
  }
  if (held === 0) return 'unknown'
  return different > held / 2 ? 'text' : 'categorical'
}
