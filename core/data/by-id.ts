import type { ColumnType } from './column-type.ts'
import { quoteName } from './sql.ts'

interface NamedColumn {
  readonly name: string
  readonly type: ColumnType
}

/** SQL that holds for rows with a value; an infinite number is none. */
export function isPresent({ name, type }: NamedColumn): string {
  return `${quoteName(name)} IS NOT NULL${type === 'float' ? ` AND isfinite(${quoteName(name)})` : ''}`
}

/**
 * Ids of two sides as SQL that can be compared: whole numbers that one side writes as 7 and the other as 7.0 are the same.
 *
 * @example
 * sameKeys({ name: 'id', type: 'integer' }, { name: 'row', type: 'text' }) // ['"id"::VARCHAR', '"row"::VARCHAR']
 */
export function sameKeys(...columns: readonly [NamedColumn, NamedColumn]): [string, string] {
  const types = columns.map(({ type }) => type)
  const asNumbers = types.includes('integer') && types.includes('float')
  return columns.map(({ name }) => `${quoteName(name)}::${asNumbers ? 'DOUBLE' : 'VARCHAR'}`) as [string, string]
}

/**
 * SQL of the label of each id, once: the same label again changes nothing. Where an id has two different labels nobody knows
 * which is right, and it counts as without one; such ids are here, so that they can be told.
 *
 * @param labels their relation
 * @param options.key SQL of the id, as `sameKeys` gives it
 * @returns columns `contender_id`, `contender_label`, and `contender_contradicts` for two different ones
 */
export function labelById(
  labels: string,
  { key, label, where = 'TRUE' }: { readonly key: string; readonly label: NamedColumn; readonly where?: string },
): string {
  const value = quoteName(label.name)
  return `SELECT ${key} AS contender_id, min(${value}) AS contender_label, min(${value}) <> max(${value}) AS contender_contradicts
    FROM ${labels} WHERE ${isPresent(label)} AND ${where} GROUP BY 1`
}

/**
 * SQL that holds for the rows that count: of each id the first, whatever the order of files and lines, and all that have none.
 *
 * @param order SQL of what comes first, then all columns: rows that are equal in all of it are the same
 */
export function isFirstOfId(key: string, order: readonly string[]): string {
  return `(${key} IS NULL OR row_number() OVER (PARTITION BY ${key} ORDER BY ${order.join(', ')}) = 1)`
}
