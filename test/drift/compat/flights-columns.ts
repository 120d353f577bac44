import { fileURLToPath } from 'node:url'
import { openEngine } from '../../../core/data/engine.ts'
import { type Column, columnOf, pickColumn } from '../../../core/data/table.ts'

export const FLIGHTS = 'node_modules/vega-datasets/data/flights-3m.parquet'
export const COLUMNS = ['hour', 'weekday', 'distance', 'delay', 'origin', 'destination']
const DAY = 86_400_000

/** Flights of 2001 of some days, by column. */
export type FlightsOf = (from: string, days: number) => ReadonlyMap<string, Column>

/** Every so many rows of the file, in its order, as flights_peers.py reads them. */
export async function readFlightColumns(every: number): Promise<FlightsOf> {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const sql = `CREATE VIEW flights AS
    SELECT date, hour(date) AS hour, isodow(date) AS weekday, distance, delay, origin, destination
    FROM read_parquet('${FLIGHTS}', file_row_number = true) WHERE file_row_number % ${every} = 0`
  await using engine = await openEngine({ directory: root, root, prepare: { path: 'flights', sql } })
  const table = await engine.read('flights', ['date', ...COLUMNS])
  const date = columnOf(table, 'date', 'flights')
  const times = date.kind === 'number' ? date.values : new Float64Array()
  return (from, days) => {
    const start = Date.parse(from)
    const rows = Uint32Array.from(times.keys()).filter((row) => {
      return times[row]! >= start && times[row]! < start + days * DAY
    })
    return new Map(COLUMNS.map((name) => [name, pickColumn(columnOf(table, name, 'flights'), rows)]))
  }
}
