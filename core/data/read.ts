import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api'
import { UserError } from '../errors.ts'
import { type ColumnBuilder, columnBuilder, type Room } from './column-builder.ts'
import { type ColumnType, kindOf, readingSql, saidKind } from './column-type.ts'
import { describe } from './describe.ts'
import { relationSql } from './relation.ts'
import { type Settled, settle } from './settle.ts'
import type { Source } from './source.ts'
import type { Table } from './table.ts'

export async function columnsOf(
  connection: DuckDBConnection,
  source: Source,
): Promise<{ name: string; type: ColumnType }[]> {
  const { columns } = await settleAll(connection, source)
  return columns.map(({ name, type }) => ({ name, type }))
}

/** All columns that a table can hold, and what the others hold, in words. */
export async function settleAll(
  connection: DuckDBConnection,
  source: Source,
): Promise<Settled & { readonly unheld: ReadonlyMap<string, string> }> {
  const described = await describe(connection, source)
  const [held, unheld] = [true, false].map((is) =>
    described.filter(({ duckType }) => (kindOf(duckType) !== undefined) === is),
  ) as [typeof described, typeof described]
  const names = held.map(({ name }) => name)
  return {
    ...(await settle(connection, source, described, names)),
    unheld: new Map(unheld.map(({ duckType, name }) => [name, saidKind(duckType)])),
  }
}

export async function countOf(connection: DuckDBConnection, source: Source): Promise<number> {
  const result = await connection.runAndReadAll(`SELECT count(*) FROM ${relationSql(source)}`)
  return Number(result.getRows()[0]![0])
}

export async function readAll(connection: DuckDBConnection, source: Source, names: readonly string[]): Promise<Table> {
  for await (const table of readBatches(connection, source, names, Number.POSITIVE_INFINITY)) return table
  throw noRows(source)
}

export async function* readBatches(
  connection: DuckDBConnection,
  source: Source,
  names: readonly string[],
  rows: number,
): AsyncGenerator<Table> {
  const { columns, relation } = await settle(connection, source, await describe(connection, source), names)
  const list = columns.map(({ sql, type }, at) => `${readingSql(sql, type)} AS c${at}`)
  let any = false
  for await (const table of batchesOf(connection, `SELECT ${list.join(', ')} FROM ${relation}`, columns, rows)) {
    any = true
    yield table
  }
  if (!any) throw noRows(source)
}

/** What SQL answers with, as one table. */
export async function allOf(
  connection: DuckDBConnection,
  sql: string,
  columns: readonly { readonly name: string; readonly type: ColumnType }[],
  room?: Room,
): Promise<Table> {
  for await (const table of batchesOf(connection, sql, columns, Number.POSITIVE_INFINITY, room)) return table
  return { rows: 0, columns: new Map(columns.map(({ name, type }) => [name, columnBuilder(type, { rows: 0 }).take()])) }
}

/** What SQL answers with, some rows at a time. Its columns are DOUBLE, NaN where there is none, or VARCHAR for text. */
export async function* batchesOf(
  connection: DuckDBConnection,
  sql: string,
  columns: readonly { readonly name: string; readonly type: ColumnType }[],
  rows: number,
  room: Room = { rows: Math.min(rows, 1 << 16) },
): AsyncGenerator<Table> {
  const result = await connection.stream(sql)
  const builders = columns.map(({ type }) => columnBuilder(type, room))
  const batch = (held: number): Table => ({
    rows: held,
    columns: new Map(columns.map(({ name }, at) => [name, builders[at]!.take()])),
  })
  let held = 0
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (let from = 0; from < chunk.rowCount; ) {
      const to = Math.min(chunk.rowCount, from + rows - held)
      add(chunk, builders, from, to)
      held += to - from
      from = to
      if (held === rows) {
        yield batch(held)
        held = 0
      }
    }
  }
  if (held > 0) yield batch(held)
}

function add(chunk: DuckDBDataChunk, builders: readonly ColumnBuilder[], from: number, to: number) {
  for (const [at, builder] of builders.entries()) builder.add(chunk.getColumnVector(at), from, to)
}

function noRows({ shown }: Source): UserError {
  return new UserError(`Unexpected \`${shown}\` without rows, expected one at least`)
}
