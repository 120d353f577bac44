import type { ComparedTexts, Parted } from '../compared.ts'
import type { Pooled } from '../statistics/pool.ts'
import { countTexts } from './compare-texts.ts'
import type { LoneLayout } from './lay-out.ts'
import { cellFinder, countNumbers, gridOf } from './part-numbers.ts'

/**
 * Counts a numeric column by cell, and the rows of the window by block too, where the reference is there as a profile, which has none.
 *
 * @param pooled both sides, of which that of the reference is counted
 * @param values of the window
 */
export function partBesidePooled(pooled: Pooled, values: Float64Array, { current }: LoneLayout): Parted {
  const { ends, positions } = gridOf(pooled)
  const cellOf = cellFinder(ends)
  const rows = new Float64Array(positions.length)
  for (let k = 0; k < pooled.values.length; k++) rows[cellOf(pooled.values[k]!)]! += pooled.reference[k]!
  const parts = { reference: { parts: 1, rows }, current: countNumbers(values, ends, current) }
  return { cells: positions.length, positions, ...parts }
}

/**
 * The same of a column of categories.
 *
 * @param coded rows of the window, by levels that are compared
 * @returns as `measureTexts` asks for it
 */
export function partBesideLevels(
  { counts, levels }: ComparedTexts,
  coded: { readonly levels: readonly string[]; readonly codes: Int32Array },
  { current: parts }: LoneLayout,
): (cellOf: (level: string) => number, cells: number) => Parted {
  return (cellOf, cells) => {
    const rows = new Float64Array(cells)
    levels.forEach((level, at) => {
      rows[cellOf(level)]! += counts.reference[at]!
    })
    const current = countTexts(coded.codes, { cell: Int32Array.from(coded.levels, cellOf), cells, parts })
    return { cells, reference: { parts: 1, rows }, current }
  }
}
