import { type Column, pickColumn, type Table } from '../data/table.ts'
import type { Predictor } from './predictor.ts'

const ROWS = 1000

/**
 * How many predicted values of a batch's first 1,000 rows differ when they are predicted twice: above
 * 0 the model is not deterministic (dropout left on, a random layer), and no verdict about it is final.
 */
export async function countUnrepeated(predictor: Predictor, batch: Table): Promise<number> {
  const rows = Uint32Array.from({ length: Math.min(ROWS, batch.rows) }, (_, row) => row)
  const columns = new Map(
    [...batch.columns].map(([name, column]): [string, Column] => [name, pickColumn(column, rows)]),
  )
  const head = { rows: rows.length, columns }
  const first = await predictor.predict(head)
  const second = await predictor.predict(head)
  return second.reduce((count, value, at) => count + (value === first[at] ? 0 : 1), 0)
}
