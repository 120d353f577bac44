import type { Column } from '../../data/table.ts'
import { once } from '../../once.ts'
import type { Pair } from '../compare-by.ts'
import { finiteOf } from '../pairs/finite-of.ts'
import { ascending } from '../statistics/ascending.ts'
import { pool } from '../statistics/pool.ts'
import { countTexts } from './count-texts.ts'

/** Compares the reference with other rows of its column, or tells that either has no value. */
type PairWith = (rows: Column) => Pair | undefined

/**
 * Pairs the reference with a window and with its own chunks, sorting it once.
 *
 * @param reference of numbers, which NannyML compares as numbers, or booleans or text, which it compares as categories
 */
export function nannymlPairs(reference: Column): PairWith {
  if (reference.kind === 'text') {
    return (rows) => {
      const counts = countTexts(reference, rows)
      return counts && { kind: 'categorical', counts }
    }
  }
  const sorted = once(() => ascending(finiteOf(reference.values).values))
  const anyRow = reference.values.some(Number.isFinite)
  return (rows) => {
    if (rows.kind === 'text') return undefined
    const { values } = finiteOf(rows.values)
    if (!anyRow || values.length === 0) return undefined
    const pooled = pool(sorted(), ascending(values))
    return reference.type === 'boolean' ? { kind: 'categorical', counts: pooled } : { kind: 'numeric', pooled }
  }
}

/** Rows `from` up to, without, `to`; not copied. */
export function rowsBetween(column: Column, from: number, to: number): Column {
  if (column.kind === 'text') return { ...column, codes: column.codes.subarray(from, to) }
  return { ...column, values: column.values.subarray(from, to) }
}
