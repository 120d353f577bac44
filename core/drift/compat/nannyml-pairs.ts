import type { Column } from '../../data/table.ts'
import { once } from '../../once.ts'
import { finiteOf } from '../pairs/finite-of.ts'
import { poolWhole } from '../pairs/pool-whole.ts'
import { ascending } from '../statistics/ascending.ts'
import { pool } from '../statistics/pool.ts'
import { countTexts } from './count-texts.ts'
import { nannymlBinning } from './nannyml-bins.ts'
import type { NannymlPair } from './nannyml-measures.ts'

/** Compares the reference with other rows of its column, or tells that either has no value. */
type PairWith = (rows: Column) => NannymlPair | undefined

/**
 * Pairs the reference with a window and with its own chunks. It is binned once, and sorted once where a measure asks for order.
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
  const held = finiteOf(reference.values).values
  const sorted = once(() => ascending(held))
  const binning = once(() => nannymlBinning(held, ones(held.length)))
  return (rows) => {
    if (rows.kind === 'text') return undefined
    const { values } = finiteOf(rows.values)
    const size = values.length
    if (held.length === 0 || size === 0) return undefined
    const pooled = once(() => poolWhole(held, values) ?? pool(sorted(), ascending(values)))
    if (reference.type === 'boolean') return { kind: 'categorical', counts: pooled() }
    return { kind: 'numeric', pooled, bins: once(() => binning()(values, ones(size), size)) }
  }
}

function ones(size: number): Float64Array {
  return new Float64Array(size).fill(1)
}

/** Rows `from` up to, without, `to`; not copied. */
export function rowsBetween(column: Column, from: number, to: number): Column {
  if (column.kind === 'text') return { ...column, codes: column.codes.subarray(from, to) }
  return { ...column, values: column.values.subarray(from, to) }
}
