import type { Room } from '../../core/data/column-builder.ts'
import { keepingSql, readingSql } from '../../core/data/column-type.ts'
import type { Engine } from '../../core/data/engine.ts'
import { quoteName, quoteText } from '../../core/data/sql.ts'
import type { Table } from '../../core/data/table.ts'
import type { NamedColumn } from '../../core/drift/quality/check-columns.ts'
import type { TimeRange } from '../../core/drift/time-range.ts'
import { suggest, UserError } from '../../core/errors.ts'

export type { NamedColumn }

/** Rows of a source, or some of them, of which columns are read when they are needed. */
export interface Rows {
  /** For people. */
  readonly uri: string
  readonly columns: readonly NamedColumn[]
  /** Columns that no table can hold, and what they hold, in words; undefined: there is none. */
  readonly unheld?: ReadonlyMap<string, string> | undefined
  /** SQL of the rows. */
  readonly relation: string
  readonly count: number
  /** Names of columns by which rows are put in order: joins mix them, each time in another way. Undefined: as they stand in their files. */
  readonly order: readonly string[] | undefined
  /** In an order that is the same each time. @param numbers where numbers are put, so many as there are rows */
  readonly read: (names: readonly string[], numbers?: Room['numbers']) => Promise<Table>
}

/** All rows of a source, of which there may be none. @throws {UserError} if it cannot be read */
export async function anyRowsOf(engine: Engine, source: string, uri = source): Promise<Rows> {
  const { columns, relation, unheld } = await engine.queryable(source)
  return rowsIn(engine, { uri, columns, unheld, relation })
}

/** All rows of a source. @throws {UserError} if it cannot be read, or has none */
export async function rowsOf(engine: Engine, source: string, uri = source): Promise<Rows> {
  const rows = await anyRowsOf(engine, source, uri)
  if (rows.count === 0) throw new UserError(`Unexpected \`${uri}\` without rows, expected one at least`)
  return rows
}

/** The rows for which SQL holds; none is no error. */
export async function rowsWhere(engine: Engine, rows: Rows, condition: string): Promise<Rows> {
  const relation = `(SELECT * FROM ${rows.relation} WHERE ${condition})`
  return rowsIn(engine, { ...rows, relation })
}

/** Rows of a relation that SQL describes. */
export async function rowsIn(
  engine: Engine,
  {
    columns,
    order,
    relation,
    unheld,
    uri,
  }: Pick<Rows, 'uri' | 'columns' | 'relation' | 'unheld'> & Partial<Pick<Rows, 'order'>>,
): Promise<Rows> {
  const count = Number((await engine.query(`SELECT count(*) FROM ${relation}`, uri))[0]![0])
  return {
    ...{ uri, columns, unheld, relation, count, order },
    read: async (names, numbers) => {
      if (names.length === 0) return { rows: count, columns: new Map() }
      const wanted = names.map((name) => columnIn({ uri, columns }, name))
      const list = wanted.map(({ name, type }, at) => `${readingSql(quoteName(name), type)} AS c${at}`)
      // Not by the name alone, which may be that of a value that is read.
      const ordered = order && ` ORDER BY ${order.map((name) => `own.${quoteName(name)}`).join(', ')}`
      const sql = `SELECT ${list.join(', ')} FROM ${relation} AS own${ordered ?? ''}`
      return engine.select(sql, wanted, uri, { rows: count, numbers })
    },
  }
}

/** The same rows with these columns too: those that they lack are missing in all of them. */
export async function withColumns(engine: Engine, rows: Rows, columns: readonly NamedColumn[]): Promise<Rows> {
  const lacking = columns.filter(({ name }) => !rows.columns.some((own) => own.name === name))
  if (lacking.length === 0) return rows
  const empty = lacking.map(({ name, type }) => `${keepingSql('NULL', type)} AS ${quoteName(name)}`)
  const relation = `(SELECT *, ${empty.join(', ')} FROM ${rows.relation})`
  return rowsIn(engine, { ...rows, columns: [...rows.columns, ...lacking], relation })
}

/** @throws {UserError} naming the nearest column where there is none of that name */
export function columnIn(
  { columns, unheld, uri }: Pick<Rows, 'columns' | 'unheld' | 'uri'>,
  name: string,
): NamedColumn {
  const found = columns.find((column) => column.name === name)
  if (found !== undefined) return found
  const kind = unheld?.get(name)
  if (kind !== undefined)
    throw new UserError(
      `Unexpected ${kind} in column \`${name}\` of ${uri}, expected numbers, text, booleans or times: write one value a row`,
    )
  throw new UserError(
    `Missing column \`${name}\` in ${uri}, ${suggest(
      name,
      columns.map((column) => column.name),
    )}`,
  )
}

/** @throws {UserError} if the column does not hold times */
export function timeColumnIn(rows: Pick<Rows, 'columns' | 'uri'>, name: string): NamedColumn {
  const column = columnIn(rows, name)
  if (column.type === 'time') return column
  throw new UserError(
    `Unexpected type of column \`${name}\` in ${rows.uri}: ${column.type}, expected times; write them as 2001-02-28T09:30:00Z`,
  )
}

/** SQL that holds for rows of a time. */
export function within(name: string, { from, to }: TimeRange): string {
  return `${quoteName(name)} >= ${timestamp(from)} AND ${quoteName(name)} < ${timestamp(to)}`
}

/** SQL that holds for rows with this value, as text. */
export function equals(name: string, text: string): string {
  return `${quoteName(name)}::VARCHAR = ${quoteText(text)}`
}

function timestamp(time: number): string {
  return `make_timestamp(${Math.round(time) * 1000})`
}
