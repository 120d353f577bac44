import type { Column } from '../../data/table.ts'
import { tally } from '../pairs/tally.ts'
import type { Counts } from '../statistics/counts.ts'

/**
 * How many rows of two samples have each text, missing ones left out.
 *
 * Time O(n + m + levels).
 *
 * @returns in the order of the texts; undefined where a sample has no value
 */
export function countTexts(reference: Column, current: Column): Counts | undefined {
  if (reference.kind !== 'text' || current.kind !== 'text') return undefined
  const [first, second] = [tally(reference).listed, tally(current).listed]
  if (first.size === 0 || second.size === 0) return undefined
  const texts = [...new Set([...first.keys(), ...second.keys()])].sort()
  const gather = (rows: ReadonlyMap<string, number>) => Float64Array.from(texts, (text) => rows.get(text) ?? 0)
  return { reference: gather(first), current: gather(second) }
}
