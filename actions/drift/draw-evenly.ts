import type { Engine } from '../../core/data/engine.ts'
import { quoteName } from '../../core/data/sql.ts'
import { type Rows, rowsIn } from './rows.ts'

/** With so many rows a share is known to 0.0003, and a floor is 0.1: more would take time and say nothing more. */
const MOST_ROWS = 5_000_000

/**
 * The rows, or, where there are more than 5,000,000, about so many of them drawn at random, the same each time: so memory does not grow with them, and what blocks of rows and seasons are
 * like is known all the same.
 *
 * @param most rows that are not drawn from
 */
export async function drawEvenly(engine: Engine, rows: Rows, most = MOST_ROWS): Promise<Rows> {
  if (rows.count <= most) return rows
  const place = rows.order?.map(quoteName).join(', ') ?? 'row_number() OVER ()'
  const upTo = (BigInt(most) * 2n ** 64n) / BigInt(rows.count)
  const drawn = `SELECT *, hash(${place}) AS ${PLACE} FROM ${rows.relation}`
  return rowsIn(engine, { ...rows, relation: `(SELECT * EXCLUDE (${PLACE}) FROM (${drawn}) WHERE ${PLACE} < ${upTo})` })
}

const PLACE = '"place of a row that is drawn"'
