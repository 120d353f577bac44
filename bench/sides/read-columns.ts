/**
 * The limit that `validate` is held against: DuckDB alone reads every column of Parquet files and counts its values. The
 * limit that no file reaches makes it read them: a plain count, and the largest value too, come from the files' metadata.
 */
import { DuckDBInstance } from '@duckdb/node-api'

const connection = await (await DuckDBInstance.create()).connect()
await connection.run(`SELECT count(*), count(COLUMNS(*)) FROM (FROM '${process.argv[2]}' LIMIT 1000000000000)`)
