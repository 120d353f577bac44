import type { DuckDBConnection } from '@duckdb/node-api'
import { UserError } from '../errors.ts'
import { replaceFile } from '../io/files.ts'
import { keepingSql } from './column-type.ts'
import { firstSentence } from './engine-error.ts'
import { settleAll } from './read.ts'
import { relationSql } from './relation.ts'
import type { Source } from './source.ts'
import { quoteName, quoteText } from './sql.ts'
import type { Column, Table } from './table.ts'

/** Rows of one DuckDB vector. */
const CHUNK = 2048

export async function writeTable(connection: DuckDBConnection, table: Table, path: string): Promise<void> {
  const columns = [...table.columns]
  const raw = columns.map(([name, { kind }]) => `${quoteName(name)} ${kind === 'text' ? 'VARCHAR' : 'DOUBLE'}`)
  await connection.run(`CREATE TEMP TABLE written (${raw.join(', ')})`)
  await append(connection, table)
  const kept = columns.map(([name, column]) => `${typed(quoteName(name), column)} AS ${quoteName(name)}`)
  await copy(connection, `SELECT ${kept.join(', ')} FROM written`, path)
}

/** CSV and JSON get the types that `read` finds; other sources keep their own, lists and structs too. */
export async function writeSource(connection: DuckDBConnection, source: Source, path: string): Promise<void> {
  if (source.kind === 'table' || source.kind === 'parquet') {
    return copy(connection, `FROM ${relationSql(source)}`, path)
  }
  const { columns, relation } = await settleAll(connection, source)
  const kept = columns.map(({ name, type, sql }) => `${keepingSql(sql, type)} AS ${quoteName(name)}`)
  return copy(connection, `SELECT ${kept.join(', ')} FROM ${relation}`, path)
}

async function copy(connection: DuckDBConnection, query: string, path: string) {
  await replaceFile(path, async (temporary) => {
    const sql = `COPY (${query}) TO ${quoteText(temporary)} (${formatOf(path)})`
    await connection.run(sql).catch((error: Error) => {
      if (!error.message.includes(temporary)) throw error
      throw new UserError(`Cannot write ${path}: ${firstSentence(error.message)}`, { cause: error })
    })
  })
}

/** How a file is written, by its ending: as Parquet, unless it is one of text. */
function formatOf(path: string): string {
  const [, format, packed] = /\.(csv|tsv|jsonl|ndjson|json)(\.gz|\.zst)?$/i.exec(path) ?? []
  if (format === undefined) return 'FORMAT parquet, COMPRESSION zstd'
  const compression = packed === undefined ? '' : `, COMPRESSION ${packed === '.gz' ? 'gzip' : 'zstd'}`
  const text = {
    csv: 'FORMAT csv, HEADER',
    tsv: "FORMAT csv, HEADER, DELIMITER '\t'",
    json: 'FORMAT json, ARRAY true',
  }[format.toLowerCase()]
  return `${text ?? 'FORMAT json'}${compression}`
}

function typed(name: string, column: Column): string {
  if (column.kind === 'text') return name
  const present = `nullif(${name}, 'nan'::DOUBLE)`
  if (column.type === 'time') return `make_timestamp_ms(${present}::BIGINT)`
  return keepingSql(present, column.type)
}

async function append(connection: DuckDBConnection, table: Table) {
  const { DOUBLE, DuckDBDataChunk, VARCHAR } = await import('@duckdb/node-api')
  const columns = [...table.columns.values()]
  const appender = await connection.createAppender('written')
  const chunk = DuckDBDataChunk.create(columns.map(({ kind }) => (kind === 'text' ? VARCHAR : DOUBLE)))
  for (let from = 0; from < table.rows; from += CHUNK) {
    const to = Math.min(table.rows, from + CHUNK)
    chunk.reset()
    chunk.rowCount = to - from
    for (const [at, column] of columns.entries()) chunk.setColumnValues(at, valuesOf(column, from, to))
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

function valuesOf(column: Column, from: number, to: number): (number | string | null)[] {
  if (column.kind === 'number') return [...column.values.subarray(from, to)]
  return Array.from(column.codes.subarray(from, to), (code) => column.levels[code] ?? null)
}
