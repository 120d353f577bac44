/**
 * The limit that `validate` is held against: DuckDB alone reads every column of a Parquet file, and counts. The largest
 * value is asked for too: a count alone is answered from the file's metadata, and nothing is read.
 */
import { DuckDBInstance } from '@duckdb/node-api'

const connection = await (await DuckDBInstance.create()).connect()
await connection.run(`SELECT count(*), max(COLUMNS(*)) FROM '${process.argv[2]}'`)
