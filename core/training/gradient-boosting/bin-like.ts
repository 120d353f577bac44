import type { Column, NumberColumn, TextColumn } from '../../data/table.ts'
import { binNumbers, MISSING } from './bin-numbers.ts'
import type { BinnedColumn, OrderedColumn, SetColumn } from './columns.ts'

/**
 * The bins of rows that were not trained on, as the trained model would see them: text that training did not see is missing.
 *
 * Time O(rows · log bins).
 *
 * @param column that trees were grown on
 * @param feature the raw column it is made from, of the new rows
 * @returns one bin a row: [0, count) or `MISSING`
 */
export function binLike(column: BinnedColumn, feature: Column): Uint8Array {
  if (column.kind === 'set') return binLevels(column, feature as TextColumn)
  if (column.means === undefined) return binNumbers(Float32Array.from((feature as NumberColumn).values), column.bounds)
  return binMeans(column, column.means, feature as TextColumn)
}

function binLevels({ levels }: SetColumn, { codes, levels: own }: TextColumn): Uint8Array {
  const binOf = new Map(levels.map((level, bin) => [level, bin]))
  const bins = own.map((level) => binOf.get(level) ?? MISSING)
  return Uint8Array.from(codes, (code) => bins[code] ?? MISSING)
}

function binMeans(
  { bounds }: OrderedColumn,
  means: ReadonlyMap<string, number>,
  { codes, levels }: TextColumn,
): Uint8Array {
  const ofLevel = binNumbers(
    Float32Array.from(levels, (level) => (level === '' ? Number.NaN : (means.get(level) ?? Number.NaN))),
    bounds,
  )
  return Uint8Array.from(codes, (code) => ofLevel[code] ?? MISSING)
}
