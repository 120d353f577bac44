import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openEngine } from '../../core/data/engine.ts'

/** US domestic flights of January to June 2001 (vega-datasets; US Bureau of Transportation Statistics). */
const FILE = 'node_modules/vega-datasets/data/flights-3m.parquet'

/** Writes the first so many of the 3,000,000 flights to `flights.parquet`. */
export async function writeFlights(folder: string, rows: number): Promise<void> {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const sql = `CREATE VIEW flights AS FROM '${FILE}' LIMIT ${rows};`
  await using engine = await openEngine({ directory: root, root, prepare: { path: 'flights', sql } })
  await engine.materialize('flights', join(folder, 'flights.parquet'))
}
