import type { TextColumn } from '../../data/table.ts'

/** Text as whole numbers: one for each frequent level, and a last one for all that is left. */
export interface PooledLevels {
  /** The frequent levels; '' stands for missing text. */
  readonly levels: readonly string[]
  /** For each row a position in `levels`, or `levels.length` for a level that is rare. */
  readonly codes: Int32Array
}

/**
 * Keeps the levels that enough rows have; rare ones share a last place, which text that was not seen
 * in training will get too. Missing text is a level like any other.
 *
 * @example
 * poolLevels({ kind: 'text', codes: Int32Array.of(0, 0, 1), levels: ['a', 'b'] }, 2).codes // Int32Array.of(0, 0, 1)
 */
export function poolLevels(column: TextColumn, minRows: number): PooledLevels {
  const textOf = (code: number): string => column.levels[code] ?? ''
  const counts = new Map<string, number>()
  for (const code of column.codes) counts.set(textOf(code), (counts.get(textOf(code)) ?? 0) + 1)
  const levels = [...counts.keys()].filter((level) => counts.get(level)! >= minRows)
  const places = new Map(levels.map((level, place) => [level, place]))
  return { levels, codes: column.codes.map((code) => places.get(textOf(code)) ?? levels.length) }
}
