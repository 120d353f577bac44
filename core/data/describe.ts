import type { DuckDBConnection } from '@duckdb/node-api'
import { kindOf } from './column-type.ts'
import { plainCsvSql, relationSql } from './relation.ts'
import type { Source } from './source.ts'

export interface Described {
  readonly name: string
  /** DuckDB's name of the type. */
  readonly duckType: string
  /** How the files disagree about this column: `is missing in b.csv`; undefined when they agree. */
  readonly conflict: string | undefined
}

/**
 * The columns of a source as DuckDB sees them: from metadata, or guessed from the first rows of CSV
 * and JSON. With several files each is looked at, which costs about 1 ms a Parquet file and 10 ms or more a CSV.
 */
export async function describe(connection: DuckDBConnection, source: Source): Promise<Described[]> {
  const columns = await columnsOf(connection, source)
  if (source.kind === 'table' || source.files.length === 1)
    return columns.map((column) => ({ ...column, conflict: undefined }))
  const seen = new Map<string, { kind: string; file: string }>()
  const conflicts = new Map<string, string>()
  for (const file of source.files) {
    const here = new Map(
      (await columnsOf(connection, { ...source, files: [file] })).map((c) => [c.name, generalKind(c.duckType)]),
    )
    for (const { name } of columns) {
      const kind = here.get(name)
      const first = seen.get(name)
      if (kind === undefined) conflicts.set(name, `is missing in \`${file.shown}\``)
      else if (first === undefined) seen.set(name, { kind, file: file.shown })
      else if (first.kind !== kind)
        conflicts.set(name, `is ${first.kind} in \`${first.file}\` but ${kind} in \`${file.shown}\``)
    }
  }
  return columns.map((column) => ({ ...column, conflict: conflicts.get(column.name) }))
}

/** Integers and floats go together. */
function generalKind(duckType: string): string {
  const kind = kindOf(duckType) ?? duckType
  return kind === 'whole' || kind === 'integer' || kind === 'float'
    ? 'a number'
    : kind === 'text'
      ? 'text'
      : `a ${kind}`
}

async function columnsOf(connection: DuckDBConnection, source: Source): Promise<{ name: string; duckType: string }[]> {
  const result = await connection.runAndReadAll(`DESCRIBE FROM ${relationSql(source)}`).catch((error) => {
    return explainCsv(connection, source, error)
  })
  return result.getRowObjects().map((row) => ({ name: String(row.column_name), duckType: String(row.column_type) }))
}

/** A guess that fails because of a broken line does not say which: reading it all as text does. */
async function explainCsv(connection: DuckDBConnection, source: Source, error: unknown): Promise<never> {
  if (source.kind === 'csv' && /when sniffing/.test(String(error))) {
    for (const { path } of source.files) {
      await connection.run(`SELECT count(*) FROM ${plainCsvSql(path, source.delimiter, source.names)}`)
    }
  }
  throw error
}
