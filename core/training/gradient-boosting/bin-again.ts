import type { Column, TextColumn } from '../../data/table.ts'
import { binNumbers, MISSING } from './bin-numbers.ts'
import type { BinnedColumn, SetColumn } from './columns.ts'

/**
 * The bins of other rows in a column that was cut in training. Text that training did not see counts as missing.
 *
 * Time O(n log bounds).
 *
 * @param column as it was cut
 * @param feature the same column of the other rows
 * @returns one bin a row: [0, count) or `MISSING`
 * @throws {TypeError} if one is text and the other numbers
 */
export function binAgain(column: BinnedColumn, feature: Column): Uint8Array {
  if (column.kind === 'set') {
    if (feature.kind === 'text') return binLevels(column, feature)
  } else if (column.means === undefined) {
    if (feature.kind === 'number') return binNumbers(Float32Array.from(feature.values), column.bounds)
  } else if (feature.kind === 'text') return binMeans(column.bounds, column.means, feature)
  const [found, expected] = feature.kind === 'text' ? ['text', 'numbers'] : ['numbers', 'text']
  throw new TypeError(`Unexpected ${found} in \`${column.input}\`, expected ${expected} as in training`)
}

function binLevels({ levels }: SetColumn, feature: TextColumn): Uint8Array {
  const binOf = new Map(levels.map((level, bin) => [level, bin]))
  const bins = Uint8Array.from(feature.levels, (level) => binOf.get(level) ?? MISSING)
  return Uint8Array.from(feature.codes, (code) => (code < 0 ? MISSING : bins[code]!))
}

function binMeans(bounds: Float32Array, means: ReadonlyMap<string, number>, feature: TextColumn): Uint8Array {
  const known = Float32Array.from(feature.levels, (level) => means.get(level) ?? Number.NaN)
  const values = Float32Array.from(feature.codes, (code) => (code < 0 ? Number.NaN : known[code]!))
  return binNumbers(values, bounds)
}
