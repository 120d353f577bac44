/**
 * How long the engine takes to read, beside DuckDB alone (which makes nothing for JavaScript) and
 * beside the binding's own way to columns. Run: `node bench/read.ts`. Medians of five.
 */
import { realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { openEngine } from '../core/data/engine.ts'
import { temporaryFolder } from '../core/io/temporary-folder.ts'

const flights = await realpath(new URL('../node_modules/vega-datasets/data/flights-3m.parquet', import.meta.url))
const folder = temporaryFolder('contender-bench-')
const connection = await (await DuckDBInstance.create()).connect()
await using engine = await openEngine({ directory: dirname(flights), root: dirname(flights) })
await using inFolder = await openEngine({ directory: folder.path, root: folder.path })
const csv = `${folder.path}/flights.csv`
await connection.run(`COPY (FROM '${flights}') TO '${csv}'`)

const numbers = ['delay', 'distance', 'date']
const texts = ['origin', 'destination']
const name = 'flights-3m.parquet'
await report('Parquet, 3 numbers: engine', () => engine.read(name, numbers))
await report('Parquet, 3 numbers: engine, in batches', async () => {
  for await (const _ of engine.batches(name, numbers));
})
await report('Parquet, 3 numbers: binding', () => columns(`SELECT ${numbers} FROM '${flights}'`))
await report('Parquet, 3 numbers: DuckDB alone', () => connection.run(`SELECT ${numbers} FROM '${flights}'`))
await report('Parquet, 2 texts: engine', () => engine.read(name, texts))
await report('Parquet, 2 texts: binding', () => columns(`SELECT ${texts} FROM '${flights}'`))
await report('CSV, 3 numbers: engine', () => inFolder.read('flights.csv', numbers))
await report('CSV, 3 numbers: binding', () => columns(`SELECT ${numbers} FROM '${csv}'`))
await report('CSV, 3 numbers: DuckDB alone', () => connection.run(`SELECT ${numbers} FROM '${csv}'`))
await folder.remove()

async function columns(sql: string) {
  return (await connection.run(sql)).getColumns()
}

async function report(what: string, work: () => Promise<unknown>) {
  const times: number[] = []
  for (let run = 0; run < 5; run++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  console.log(
    `${what.padEnd(42)} ${times
      .sort((a, b) => a - b)[2]!
      .toFixed(0)
      .padStart(6)} ms`,
  )
}
