import { readingSql } from '../column-type.ts'
import { quoteName } from '../sql.ts'
import type { Column } from '../table.ts'
import type { Rows } from './rows.ts'

/** Enough to tell an almost perfect feature from a good one. */
const MOST_ROWS = 20_000
/** With many columns fewer rows are taken, so that memory stays bounded. */
const MOST_CELLS = 2_000_000
const FEWEST_ROWS = 2_000

/**
 * Every k-th row of some columns: the same rows on every machine, spread over all of the data.
 *
 * @param names columns of `rows`
 */
export async function sampleColumns(rows: Rows, names: readonly string[]): Promise<ReadonlyMap<string, Column>> {
  const wanted = Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, Math.floor(MOST_CELLS / names.length)))
  const step = Math.max(1, Math.ceil(rows.count / wanted))
  const named = names.map((name) => rows.columns.find((column) => column.name === name)!)
  const list = named.map(({ name, type }) => readingSql(quoteName(name), type)).join(', ')
  const sql = `SELECT ${list} FROM ${rows.numbered} WHERE (contender_row - 1) % ${step} = 0 ORDER BY contender_row`
  return (await rows.table(sql, named, wanted)).columns
}
