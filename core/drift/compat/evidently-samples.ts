import type { Column } from '../../data/table.ts'
import { finiteOf } from '../pairs/finite-of.ts'
import { poolNumbers } from '../pairs/pool-numbers.ts'
import type { Counts } from '../statistics/counts.ts'
import type { Pooled } from '../statistics/pool.ts'
import { countTexts } from './count-texts.ts'
import { evidentlyType } from './evidently-type.ts'

/** Two samples of a column, as Evidently compares them. */
export type EvidentlySamples =
  | {
      readonly type: 'numerical'
      readonly pooled: Pooled
      /** Whether both columns are of whole numbers by their type. */
      readonly integers: boolean
    }
  | {
      readonly type: 'categorical'
      /** In order of the categories. */
      readonly counts: Counts
    }

/**
 * Two samples of a column as Evidently compares them: infinite values are missing, and missing ones left out.
 *
 * Time O(n log n + m log m).
 *
 * @returns in place of samples why Evidently does not compare them
 * @see get_one_column_drift in evidently/legacy/calculations/data_drift.py, Evidently 0.7
 */
export function evidentlySamples(reference: Column, current: Column): EvidentlySamples | string {
  const type = evidentlyType(current)
  if (type === 'text') return OF_TEXT
  if (type === 'datetime' || type === 'unknown') return OF_NO_TYPE[type]
  if (reference.kind !== current.kind) return OF_TWO_KINDS
  if (reference.kind === 'text' || current.kind === 'text') {
    const counts = countTexts(reference, current)
    return counts === undefined ? NO_VALUE : { type: 'categorical', counts }
  }
  const [first, second] = [finiteOf(reference.values).values, finiteOf(current.values).values]
  if (first.length === 0 || second.length === 0) return NO_VALUE
  const pooled = poolNumbers(first, second)
  if (type === 'categorical') return { type, counts: pooled }
  return { type, pooled, integers: isWhole(reference) && isWhole(current) }
}

const OF_TEXT =
  'Evidently takes it for free text, since more than half of its values differ, and has a classifier of words tell the samples apart: that is not rebuilt here'
const OF_NO_TYPE = {
  datetime: 'Evidently does not compare times',
  unknown: 'Evidently does not know the type of such a column, since values are missing',
}
const OF_TWO_KINDS = 'One sample has numbers and the other text'
const NO_VALUE = 'A sample has no value'

/** A missing value makes floats of whole numbers in pandas, ∞ made them floats before. */
function isWhole(column: Column): boolean {
  return column.kind === 'number' && column.type === 'integer' && column.values.every(Number.isFinite)
}
