import type { DuckDBConnection } from '@duckdb/node-api'
import { UserError } from '../errors.ts'
import { shadowed } from '../io/shadowed.ts'
import { explainPrepare } from './engine-error.ts'
import type { SourcePlace } from './source.ts'
import { replaceQuoted, statementsOf } from './sql-script.ts'

/** A prepare SQL as the user wrote it, and its path for messages. */
export interface PrepareScript {
  readonly path: string
  readonly sql: string
}

/** What a prepare SQL made: tables and views that last, and temporary ones that do not. */
export interface Prepared {
  readonly path: string
  readonly tables: readonly string[]
  readonly temporary: readonly string[]
}

/**
 * Runs a prepare SQL, a statement at a time so that an error can name its line.
 *
 * DuckDB looks for a relative file in the working folder before its `file_search_path`; a name that
 * exists in both is made absolute, so that where the command is started never changes the data.
 *
 * Relative paths start from `directory`, which is the connection's `file_search_path` too.
 *
 * @throws {UserError} with the file, the line and DuckDB's sentence
 */
export async function runPrepare(
  connection: DuckDBConnection,
  { path, sql }: PrepareScript,
  { directory, sensitive }: Pick<SourcePlace, 'directory' | 'sensitive'>,
): Promise<Prepared> {
  if (directory.includes(','))
    throw new UserError(`Unexpected comma in ${directory}, with \`prepare\` DuckDB cannot read from it`)
  for (const statement of statementsOf(sql)) {
    const pinned = replaceQuoted(statement.sql, (text) => shadowed(text, directory))
    await connection.run(pinned).catch((error) => {
      throw explainPrepare(error, { path, line: statement.line }, { directory, sensitive })
    })
  }
  const made = await connection.runAndReadAll(
    `SELECT table_name, temporary FROM duckdb_tables() WHERE NOT internal AND schema_name = 'main'
     UNION ALL SELECT view_name, temporary FROM duckdb_views() WHERE NOT internal AND schema_name = 'main' ORDER BY ALL`,
  )
  const names = (temporary: boolean) =>
    made
      .getRows()
      .filter((row) => row[1] === temporary)
      .map(([name]) => String(name))
  return { path, tables: names(false), temporary: names(true) }
}
