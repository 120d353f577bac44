import type { DuckDBConnection } from '@duckdb/node-api'
import { UserError } from '../errors.ts'

/**
 * Runs a prepare SQL.
 *
 * @returns the names of the tables and views it made, without temporary ones
 * @throws {UserError} with the file, and DuckDB's line and sentence
 */
export async function runPrepare(connection: DuckDBConnection, path: string, sql: string): Promise<string[]> {
  await connection.run(sql).catch((error) => {
    throw new UserError(`Error in ${path}: ${error.message}`, { cause: error })
  })
  const made = await connection.runAndReadAll(
    `SELECT table_name FROM duckdb_tables() WHERE NOT internal AND NOT temporary
     UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal AND NOT temporary ORDER BY 1`,
  )
  return made.getRows().map(([name]) => String(name))
}
