import { count } from '../../count.ts'
import type { ColumnType } from '../column-type.ts'
import type { Engine } from '../engine.ts'
import { quoteName } from '../sql.ts'
import type { Table } from '../table.ts'
import type { SourceName } from './check.ts'

/** One part of the data, ready to be asked about. */
export interface Rows {
  readonly source: SourceName
  /** File, glob or table, as the config names it. */
  readonly uri: string
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[]
  readonly count: number
  /** SQL of the rows in their order; a missing value is NULL, NaN among them. */
  readonly relation: string
  /** SQL of the same with their numbers from 1, as `contender_row`. */
  readonly numbered: string
  readonly ask: (sql: string) => Promise<unknown[][]>
  /** As `ask`, for up to `most` rows at once: SQL whose columns are DOUBLE, NaN where there is none, or VARCHAR for text. */
  readonly table: (sql: string, columns: Rows['columns'], most: number) => Promise<Table>
}

/** Opens one part of the data. @throws {UserError} if it cannot be read */
export async function openRows(engine: Engine, source: SourceName, uri: string): Promise<Rows> {
  const { columns, numbered, relation } = await engine.queryable(uri)
  const ask = (sql: string) => engine.query(sql, uri)
  const table: Rows['table'] = async (sql, columns, most) => {
    for await (const found of engine.tables(sql, columns, uri, most)) return found
    return { rows: 0, columns: new Map() }
  }
  const floats = columns.filter(({ type }) => type === 'float').map(({ name }) => quoteName(name))
  const kept = floats.map((x) => `CASE WHEN isnan(${x}) THEN NULL ELSE ${x} END AS ${x}`)
  const known = (all: string) => (floats.length === 0 ? all : `(SELECT * REPLACE (${kept.join(', ')}) FROM ${all})`)
  const [[count]] = (await ask(`SELECT count(*) FROM ${relation}`)) as [[bigint]]
  return {
    source,
    uri,
    columns,
    count: Number(count),
    relation: known(relation),
    numbered: known(numbered),
    ask,
    table,
  }
}

/**
 * Numbers of the first rows that a condition holds for, from 1; at most three.
 *
 * @param condition SQL over the columns
 */
export async function firstRows({ ask, numbered }: Rows, condition: string): Promise<number[]> {
  const found = await ask(
    `SELECT contender_row FROM ${numbered} WHERE ${condition} ORDER BY contender_row LIMIT ${MOST_ROW_NUMBERS}`,
  )
  return found.map(([row]) => Number(row))
}

/** So many row numbers are told of a finding. */
export const MOST_ROW_NUMBERS = 3

/** `3 rows`, `1 row`, thousands apart. */
export function sayRows(rows: number): string {
  return count(rows, 'row')
}
