/** The limit that `drift` of many rows is held against: DuckDB alone reads each column of Parquet files and sorts it, in the memory that it may use there. */
import { DuckDBInstance } from '@duckdb/node-api'
import { temporaryPath } from '../../core/io/temporary-folder.ts'

const instance = await DuckDBInstance.create(':memory:', {
  memory_limit: '4GB',
  temp_directory: temporaryPath('contender-spill-'),
})
const connection = await instance.connect()
for (const file of process.argv.slice(2)) {
  const names = (await connection.runAndReadAll(`DESCRIBE FROM '${file}'`)).getRows().map(([name]) => String(name))
  for (const name of names) {
    const result = await connection.stream(`SELECT ${name} FROM '${file}' ORDER BY ${name}`)
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk());
  }
}
