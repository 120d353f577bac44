import type { Task } from '../metrics/metric.ts'
import type { ColumnType } from './column-type.ts'
import { quoteText } from './sql.ts'

/** What labels may be. */
export interface KnownLabels {
  readonly task: Task
  /** Labels of a classifier as text; undefined: 0 and 1, or false and true; `any`: nobody knows which there are. */
  readonly known: readonly string[] | 'any' | undefined
}

/** SQL about a value that may be a label. */
export interface KnownSql {
  /** Type of the labels among the values. */
  readonly type: ColumnType
  /** Holds for those that can be one; `TRUE` where all can. */
  readonly where: string
  /** What such a label says: `1`, `1.0` and `true` may be the same. */
  readonly meaning: string
}

/**
 * Which values can be a label: `unknown` is none.
 *
 * @param value SQL of a value of this type
 * @example
 * knownSql('"y"', 'text', { task: 'regression', known: undefined }).where // 'isfinite(TRY_CAST("y" AS DOUBLE))'
 */
export function knownSql(value: string, type: ColumnType, { known, task }: KnownLabels): KnownSql {
  if (task === 'regression') {
    const number = `TRY_CAST(${value} AS DOUBLE)`
    if (type === 'text') return { type: 'float', where: `isfinite(${number})`, meaning: number }
    return { type, where: 'TRUE', meaning: value }
  }
  if (known === 'any') return { type, where: 'TRUE', meaning: value }
  if (type === 'integer' || type === 'float') {
    const numbers = (known ?? ['0', '1']).filter((text) => text !== '' && Number.isFinite(Number(text))).map(Number)
    return { type, where: numbers.length === 0 ? 'FALSE' : `${value} IN (${numbers.join(', ')})`, meaning: value }
  }
  const among = (texts: readonly string[]) => `(${texts.map(quoteText).join(', ')})`
  if (type !== 'text') return { type, where: known ? `${value}::VARCHAR IN ${among(known)}` : 'TRUE', meaning: value }
  if (known) return { type, where: `${value} IN ${among(known)}`, meaning: value }
  const lower = `lower(${value})`
  const isOne = `CASE WHEN ${lower} IN ${among(['1', 'true'])} THEN 1 ELSE 0 END`
  return { type, where: `${lower} IN ${among(['0', '1', 'false', 'true'])}`, meaning: isOne }
}
