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
  /** Whether that is because some lack it. */
  readonly lacks: boolean
}

/** The columns of one file of several. */
interface FileColumns {
  readonly shown: string
  /** DuckDB's type by name. */
  readonly types: ReadonlyMap<string, string>
}

/**
 * The columns of a source as DuckDB sees them: from metadata, or guessed from the first rows of CSV
 * and JSON. With several files each is looked at, which costs about 1 ms a Parquet file and 10 ms or
 * more a CSV.
 */
export async function describe(connection: DuckDBConnection, source: Source): Promise<Described[]> {
  const columns = await describeFiles(connection, source)
  if (source.kind === 'table' || source.files.length === 1) {
    return columns.map((column) => ({ ...column, conflict: undefined, lacks: false }))
  }
  const files: FileColumns[] = []
  for (const file of source.files) {
    const here = await describeFiles(connection, { ...source, files: [file] })
    files.push({ shown: file.shown, types: new Map(here.map(({ name, duckType }) => [name, duckType])) })
  }
  const guessed = source.kind === 'csv' || source.kind === 'json'
  const { loose = false, needed } = source
  return columns.map((column) => {
    const how = { guessed, loose: needed === undefined ? loose : !needed.includes(column.name) }
    return { ...column, ...agree(column, files, how) }
  })
}

/**
 * Whether the files agree about a column. Where types are guessed, text gives way to anything else:
 * it may be a file without a value, and if not, the look at all values says which row is wrong.
 */
function agree(
  { name, duckType }: { name: string; duckType: string },
  files: readonly FileColumns[],
  { guessed, loose }: { readonly guessed: boolean; readonly loose: boolean },
) {
  let first: { readonly kind: string; readonly shown: string } | undefined
  let agreed = duckType
  for (const { shown, types } of files) {
    const type = types.get(name)
    if (type === undefined && loose) continue
    if (type === undefined) return { conflict: `is missing in \`${shown}\``, lacks: true }
    const kind = generalKind(type)
    if (guessed && kind === 'text') continue
    if (first !== undefined && first.kind !== kind) {
      return { conflict: `is ${first.kind} in \`${first.shown}\` but ${kind} in \`${shown}\``, lacks: false }
    }
    if (first === undefined && generalKind(duckType) !== kind) agreed = type
    first ??= { kind, shown }
  }
  return { duckType: agreed, conflict: undefined, lacks: false }
}

/** Integers and floats go together. */
function generalKind(duckType: string): string {
  const kind = kindOf(duckType) ?? duckType
  if (kind === 'whole' || kind === 'integer' || kind === 'float') return 'a number'
  return kind === 'text' ? 'text' : `a ${kind}`
}

/** The columns of all files together. @param relation SQL of the rows, where they are read in a way of their own */
export async function describeFiles(
  connection: DuckDBConnection,
  source: Source,
  relation = relationSql(source),
): Promise<{ name: string; duckType: string }[]> {
  const result = await connection.runAndReadAll(`DESCRIBE FROM ${relation}`).catch((error) => {
    return explainCsv(connection, source, error)
  })
  return result.getRowObjects().map((row) => ({ name: String(row.column_name), duckType: String(row.column_type) }))
}

/** A guess that fails because of a broken line does not say which: reading it all as text does. */
async function explainCsv(connection: DuckDBConnection, source: Source, error: unknown): Promise<never> {
  if (source.kind === 'csv' && /when sniffing/.test(String(error))) {
    for (const { path } of source.files) {
      await connection.run(`SELECT count(*) FROM ${plainCsvSql(path, source)}`)
    }
  }
  throw error
}
