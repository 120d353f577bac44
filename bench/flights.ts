import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openEngine } from '../core/data/engine.ts'
import { type Column, columnOf } from '../core/data/table.ts'

/** US domestic flights of January to June 2001 (vega-datasets; US Bureau of Transportation Statistics). */
const FILE = 'node_modules/vega-datasets/data/flights-3m.parquet'

/** A config of the files that `splitFlights` writes. */
export const FLIGHTS_CONFIG = `models:
  delay:
    task: regression
    data: { train: train.parquet, test: test.parquet, target: delay, time: date }
    train: { builtin: linear }
    model: delay.onnx
`

export interface Flights {
  readonly rows: number
  /** hour and weekday (1 is Monday) of departure, distance in miles, origin, destination. */
  readonly features: ReadonlyMap<string, Column>
  /** 1 when the flight arrived more than 15 minutes late, else 0. */
  readonly labels: Float64Array
}

const FEATURES = ['hour', 'weekday', 'distance', 'origin', 'destination']

/**
 * The flights of one month, in the order of the file.
 *
 * @param every keeps the rows of the file whose number divides by it
 */
export async function readFlights(month: number, every = 1): Promise<Flights> {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const sql = `CREATE VIEW flights AS
    SELECT hour(date) AS hour, isodow(date) AS weekday, distance, origin, destination, delay > 15 AS late
    FROM read_parquet('${FILE}', file_row_number = true)
    WHERE month(date) = ${month} AND file_row_number % ${every} = 0`
  await using engine = await openEngine({ directory: root, root, prepare: { path: 'flights', sql } })
  const { columns, rows } = await engine.read('flights', [...FEATURES, 'late'])
  const late = columnOf({ columns, rows }, 'late', 'flights')
  const features = new Map(FEATURES.map((name) => [name, columns.get(name)!]))
  return { rows, features, labels: late.kind === 'number' ? late.values : new Float64Array() }
}

/** Writes January to May to `train.parquet`, June to `test.parquet`. @param every keeps the rows of the file whose number divides by it */
export async function splitFlights(folder: string, every = 1): Promise<void> {
  const sql = ['train', 'test'].map(
    (name) =>
      `CREATE VIEW ${name} AS SELECT * EXCLUDE file_row_number FROM read_parquet('${FILE}', file_row_number = true)
      WHERE month(date) ${name === 'test' ? '=' : '<'} 6 AND file_row_number % ${every} = 0;`,
  )
  const root = fileURLToPath(new URL('..', import.meta.url))
  await using engine = await openEngine({ directory: root, root, prepare: { path: 'flights', sql: sql.join('\n') } })
  for (const name of ['train', 'test']) await engine.materialize(name, join(folder, `${name}.parquet`))
}
