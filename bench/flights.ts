import { fileURLToPath } from 'node:url'
import type { DuckDBVector } from '@duckdb/node-api'
import { DuckDBInstance } from '@duckdb/node-api'
import type { Column } from '../core/data/table.ts'

/** US domestic flights of January to June 2001 (vega-datasets; US Bureau of Transportation Statistics). */
const FILE = fileURLToPath(new URL('../node_modules/vega-datasets/data/flights-3m.parquet', import.meta.url))

export interface Flights {
  readonly rows: number
  /** hour and weekday (1 is Monday) of departure, distance in miles, origin, destination. */
  readonly features: ReadonlyMap<string, Column>
  /** 1 when the flight arrived more than 15 minutes late, else 0. */
  readonly labels: Float64Array
}

const NUMBERS = ['hour', 'weekday', 'distance', 'late'] as const
const TEXTS = ['origin', 'destination'] as const

/**
 * The flights of one month, in the order of the file.
 *
 * @param every keeps the rows of the file whose number divides by it
 */
export async function readFlights(month: number, every = 1): Promise<Flights> {
  const instance = await DuckDBInstance.create()
  const connection = await instance.connect()
  const result = await connection.stream(
    `select hour(date)::double, isodow(date)::double, distance::double, (delay > 15)::int::double, origin, destination
     from read_parquet($file, file_row_number = true)
     where month(date) = $month and file_row_number % $every = 0`,
    { file: FILE, month, every },
  )
  const numbers = NUMBERS.map((): number[] => [])
  const texts = TEXTS.map(() => ({ codes: [] as number[], codeOf: new Map<string, number>() }))
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    numbers.forEach((values, i) => {
      appendNumbers(values, chunk.getColumnVector(i))
    })
    texts.forEach((text, i) => {
      appendText(text, chunk.getColumnVector(NUMBERS.length + i))
    })
  }
  connection.closeSync()
  const values = numbers.map((each) => Float64Array.from(each))
  const late = values.pop()!
  const features = new Map<string, Column>()
  values.forEach((each, i) => {
    features.set(NUMBERS[i]!, { kind: 'number', type: 'integer', values: each })
  })
  texts.forEach(({ codes, codeOf }, i) => {
    features.set(TEXTS[i]!, { kind: 'text', codes: Int32Array.from(codes), levels: [...codeOf.keys()] })
  })
  return { rows: late.length, features, labels: late }
}

function appendNumbers(values: number[], vector: DuckDBVector): void {
  for (let row = 0; row < vector.itemCount; row++) values.push(vector.getItem(row) as number)
}

function appendText(text: { codes: number[]; codeOf: Map<string, number> }, vector: DuckDBVector): void {
  for (let row = 0; row < vector.itemCount; row++) {
    const level = vector.getItem(row) as string
    let code = text.codeOf.get(level)
    if (code === undefined) {
      code = text.codeOf.size
      text.codeOf.set(level, code)
    }
    text.codes.push(code)
  }
}
