import type { DuckDBConnection } from '@duckdb/node-api'
import { type ColumnType, keepingSql } from './column-type.ts'
import { settleAll } from './read.ts'
import { numberedParquetSql } from './relation.ts'
import type { Source } from './source.ts'
import { quoteName } from './sql.ts'

/** A source as SQL can ask about it. */
export interface Queryable {
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[]
  /** Columns that no table can hold, and what they hold, in words. */
  readonly unheld: ReadonlyMap<string, string>
  /**
   * SQL of a relation with these columns under their names, in the order of the rows: integers as BIGINT,
   * floats as DOUBLE, times as TIMESTAMP in UTC, booleans as BOOLEAN, text as VARCHAR.
   */
  readonly relation: string
  /** SQL of the same rows, each with its number from 1 as `contender_row` before the columns. */
  readonly numbered: string
}

/** @param name of the table to make, where one is needed; unique in this engine */
export async function makeQueryable(connection: DuckDBConnection, source: Source, name: string): Promise<Queryable> {
  const { columns, relation, unheld } = await settleAll(connection, source)
  const list = columns.map(({ name, sql, type }) => `${keepingSql(sql, type)} AS ${quoteName(name)}`).join(', ')
  const select = `SELECT ${list} FROM ${relation}`
  const counting = (rows: string) => `(SELECT row_number() OVER () AS contender_row, * FROM ${rows})`
  const named = columns.map(({ name, type }) => ({ name, type }))
  if (source.kind === 'table' && (await keepsOrder(connection, relation)))
    return { columns: named, unheld, relation: `(${select})`, numbered: counting(`(${select})`) }
  if (source.kind === 'parquet') {
    const own = numberedParquetSql(source, columns)
    const numbered =
      own === undefined
        ? counting(`(${select})`)
        : `(SELECT ${own.number} AS contender_row, ${list} FROM ${own.relation})`
    return { columns: named, unheld, relation: `(${select})`, numbered }
  }
  const table = `contender_asked.${name}`
  await connection.run('CREATE SCHEMA IF NOT EXISTS contender_asked')
  // It is there already where the reading of another source, begun again, makes it once more.
  await connection.run(`CREATE OR REPLACE TABLE ${table} AS ${select}`)
  const taken = columns.some(({ name }) => name.toLowerCase() === 'rowid')
  const numbered = taken ? counting(table) : `(SELECT rowid + 1 AS contender_row, * FROM ${table})`
  return { columns: named, unheld, relation: table, numbered }
}

/**
 * Whether rows come in the same order whenever they are asked for, as those of a table or of files do. A view that groups or joins gives them in another order each time, and
 * columns that are read one after the other would be of different rows.
 */
async function keepsOrder(connection: DuckDBConnection, relation: string): Promise<boolean> {
  const plan = await connection.runAndReadAll(`EXPLAIN (FORMAT JSON) SELECT * FROM ${relation}`)
  const steps = JSON.stringify(plan.getRows()).matchAll(/\\"name\\": *\\"(\w+)/g)
  return [...steps].every(([, step]) => !MIXING.test(step!))
}

const MIXING = /GROUP_BY|JOIN|AGGREGATE|DISTINCT|UNION|PRODUCT|SAMPLE|PIVOT|^WINDOW/
