import type { Column } from '../../data/table.ts'
import type { Counts } from '../statistics/counts.ts'

type TextColumn = Extract<Column, { kind: 'text' }>

/**
 * How many rows of two samples have each text, missing ones left out.
 *
 * Time O(n + m + levels).
 *
 * @param among rows of `current` to count, all where it is left out
 * @returns in the order of the texts; undefined where a sample has no value
 */
export function countTexts(reference: Column, current: Column): Counts | undefined {
  if (reference.kind !== 'text' || current.kind !== 'text') return undefined
  const [first, second] = [rowsOfEach(reference), rowsOfEach(current)]
  if (first.size === 0 || second.size === 0) return undefined
  const texts = [...new Set([...first.keys(), ...second.keys()])].sort()
  const gather = (rows: ReadonlyMap<string, number>) => Float64Array.from(texts, (text) => rows.get(text) ?? 0)
  return { reference: gather(first), current: gather(second) }
}

function rowsOfEach({ codes, levels }: TextColumn): ReadonlyMap<string, number> {
  const rows = new Float64Array(levels.length)
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) rows[codes[row]!]!++
  return new Map(levels.map((level, code) => [level, rows[code]!] as const).filter(([, count]) => count > 0))
}
