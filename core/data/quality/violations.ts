import type { ColumnRelation } from '../contract/column-relation.ts'
import { type ColumnContract, millisecondsOf } from '../contract/schema.ts'
import { quoteName, quoteText } from '../sql.ts'

/** A number as SQL that keeps its bits: a plain literal would go through DECIMAL. */
function numberSql(number: number): string {
  return `${quoteText(String(number))}::DOUBLE`
}

/** SQL: a value is outside of `min` and `max`; undefined where there are none. */
export function outOfRange(name: string, { max, min, type }: ColumnContract): string | undefined {
  const x = type === 'time' ? `epoch_ms(${quoteName(name)})` : quoteName(name)
  const ends = [
    min === undefined ? undefined : `${x} < ${boundSql(min, type)}`,
    max === undefined ? undefined : `${x} > ${boundSql(max, type)}`,
  ].filter((end) => end !== undefined)
  return ends.length === 0 ? undefined : `(${ends.join(' OR ')})`
}

/** Whole numbers are compared as such: making each row's a DOUBLE takes longer than reading it. */
function boundSql(bound: number | string, type: ColumnContract['type']): string {
  if (typeof bound === 'string') return String(millisecondsOf(bound))
  return type === 'integer' && Number.isSafeInteger(bound) ? String(bound) : numberSql(bound)
}

/** SQL: a value is none of those allowed; undefined where all are. */
export function notAllowed(name: string, { values }: ColumnContract): string | undefined {
  if (values === undefined) return undefined
  const list = values.map((value) => {
    if (typeof value === 'number') return numberSql(value)
    return typeof value === 'boolean' ? String(value) : quoteText(value)
  })
  return `${quoteName(name)} NOT IN (${list.join(', ')})`
}

/** SQL: a relation does not hold. Where a value is missing it says nothing. */
export function broken({ left, operator, right }: ColumnRelation): string {
  const other = 'column' in right ? quoteName(right.column) : numberSql(right.number)
  return `NOT (${quoteName(left)} ${operator} ${other})`
}

/** SQL: a value stands in an earlier row already; over rows numbered as `contender_row`. */
export function repeated(name: string): string {
  const x = quoteName(name)
  return `${x} IS NOT NULL QUALIFY row_number() OVER (PARTITION BY ${x} ORDER BY contender_row) > 1`
}
