import { pickColumn, type Table } from '../data/table.ts'
import type { Predictor } from './predictor.ts'

const ROWS = 1000

/**
 * Predicts the same first 1,000 rows twice: a model that draws at random cannot be compared fairly.
 *
 * @returns how many rows were asked twice, and how many of them got another answer
 */
export async function checkDeterministic(
  predictor: Predictor,
  batch: Table,
): Promise<{ rows: number; differ: number }> {
  const head = firstRows(batch, ROWS)
  const first = await predictor.predict(head)
  const second = await predictor.predict(head)
  let differ = 0
  for (let start = 0; start < first.length; start += predictor.width) {
    const row = first.subarray(start, start + predictor.width)
    if (row.some((value, i) => value !== second[start + i])) differ += 1
  }
  return { rows: head.rows, differ }
}

function firstRows(table: Table, count: number): Table {
  const picked = Uint32Array.from({ length: Math.min(count, table.rows) }, (_, row) => row)
  const columns = new Map(Array.from(table.columns, ([name, column]) => [name, pickColumn(column, picked)]))
  return { rows: picked.length, columns }
}
