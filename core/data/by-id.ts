import type { ColumnType } from './column-type.ts'
import { type KnownLabels, knownSql } from './known-labels.ts'
import { quoteName } from './sql.ts'

export interface NamedColumn {
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

/** A column of labels, and what they may be. */
export interface LabelColumn {
  readonly label: NamedColumn
  readonly rule: KnownLabels
}

/**
 * SQL of the label of an id: the same label again changes nothing, and one that can be a label goes before one that cannot, such
 * as `unknown`, which is here so that it can be told. Where an id has two different labels nobody knows which is right, and it
 * counts as without one.
 *
 * @param over the window of the rows of the id; empty where they are grouped
 * @returns `contradicts` holds for two different labels
 */
export function labelOfId(
  { label, rule }: LabelColumn,
  over = '',
): { readonly value: string; readonly contradicts: string } {
  const name = quoteName(label.name)
  const { meaning, where } = knownSql(name, label.type, rule)
  const known = (aggregate: string) => `${aggregate} FILTER (WHERE ${isPresent(label)} AND ${where})${over}`
  const any = `min(${name}) FILTER (WHERE ${isPresent(label)})${over}`
  return {
    value: `coalesce(${known(`min(${name})`)}, ${any})`,
    contradicts: `coalesce(${known(`min(${meaning})`)} <> ${known(`max(${meaning})`)}, FALSE)`,
  }
}

/**
 * SQL of the label of each id that has any, once, as `labelOfId` says it.
 *
 * @param labels their relation
 * @param options.key SQL of the id, as `sameKeys` gives it
 * @returns columns `contender_id`, `contender_label`, and `contender_contradicts` for two different ones
 */
export function labelById(
  labels: string,
  { key, where = 'TRUE', ...column }: LabelColumn & { readonly key: string; readonly where?: string },
): string {
  const { contradicts, value } = labelOfId(column)
  return `SELECT ${key} AS contender_id, ${value} AS contender_label, ${contradicts} AS contender_contradicts
    FROM ${labels} WHERE ${isPresent(column.label)} AND ${where} GROUP BY 1`
}

/** What of the rows of an id goes first. */
export interface RowOrder {
  /** SQL that holds for rows with an answer. */
  readonly answered: string
  /** SQL of the time. */
  readonly time: string
  /** SQL of all columns, by name: rows that are equal in all of them are the same. */
  readonly columns: ReadonlyMap<string, string>
}

/**
 * SQL that holds for the rows that count: of each id the first that has an answer, else the first, whatever the order of files,
 * lines and columns; and all rows that have no id. A label makes no row count before another, for it may be in a row of its own.
 *
 * @param keys SQL of the id, and of what else tells apart rows that count each
 */
export function isFirstOfId(
  [id, ...others]: readonly [string, ...string[]],
  { answered, columns, time }: RowOrder,
): string {
  const list = [...columns].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sql]) => sql)
  const order = [`(${answered}) IS NOT TRUE`, time, ...list].join(', ')
  return `(${id} IS NULL OR row_number() OVER (PARTITION BY ${[id, ...others].join(', ')} ORDER BY ${order}) = 1)`
}

/**
 * SQL that holds for rows of logs that say a label and nothing else: it came later, for the answer in another row, and the row is no request.
 *
 * @param known names of the columns that such a row has beside it: of the id, then of time and version
 * @example
 * isLabelAlone({ name: 'y', type: 'text' }, [{ name: 'x', type: 'float' }], ['id']) // '("id" IS NOT NULL AND "y" IS NOT NULL AND "x" IS NULL)'
 */
export function isLabelAlone(
  label: NamedColumn,
  columns: readonly NamedColumn[],
  known: readonly [id: string, ...others: (string | undefined)[]],
): string {
  const others = columns.filter(({ name }) => name !== label.name && !known.includes(name))
  if (others.length === 0) return 'FALSE'
  return `(${[`${quoteName(known[0])} IS NOT NULL`, isPresent(label), ...others.map(({ name }) => `${quoteName(name)} IS NULL`)].join(' AND ')})`
}
