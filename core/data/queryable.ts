import type { DuckDBConnection } from '@duckdb/node-api'
import { type ColumnType, keepingSql } from './column-type.ts'
import { settleAll } from './read.ts'
import type { Source } from './source.ts'
import { quoteName } from './sql.ts'

/** A source as SQL can ask about it. */
export interface Queryable {
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[]
  /**
   * SQL of a relation with these columns under their names, in the order of the rows: integers as BIGINT,
   * floats as DOUBLE, times as TIMESTAMP in UTC, booleans as BOOLEAN, text as VARCHAR.
   */
  readonly relation: string
}

/** @param number of the table to make, where one is needed; unique in this engine */
export async function makeQueryable(connection: DuckDBConnection, source: Source, number: number): Promise<Queryable> {
  const { columns, relation } = await settleAll(connection, source)
  const list = columns.map(({ name, sql, type }) => `${keepingSql(sql, type)} AS ${quoteName(name)}`).join(', ')
  const select = `SELECT ${list} FROM ${relation}`
  const named = columns.map(({ name, type }) => ({ name, type }))
  if (source.kind === 'table' || source.kind === 'parquet') return { columns: named, relation: `(${select})` }
  const table = `contender_asked.source${number}`
  await connection.run('CREATE SCHEMA IF NOT EXISTS contender_asked')
  await connection.run(`CREATE TABLE ${table} AS ${select}`)
  return { columns: named, relation: table }
}
