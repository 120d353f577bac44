import type { DriftQuality } from '../../core/artifacts/drift.ts'
import { count } from '../../core/count.ts'
import type { Engine } from '../../core/data/engine.ts'
import { quoteName } from '../../core/data/sql.ts'
import { type Rows, rowsIn } from './rows.ts'

/** Rows whose weights can be counted with. */
export interface Weighed {
  readonly rows: Rows
  /** The column; undefined where rows have none that can be one. */
  readonly weight: string | undefined
  readonly quality: readonly DriftQuality[]
}

/**
 * Weights of production, where a single one that is negative, infinite, a text or missing must not keep the others from being judged: such
 * a row counts as much as the others do on average, and is told.
 *
 * @param name `data.weight`, which rows need not have
 */
export async function soundWeights(engine: Engine, rows: Rows, name: string | undefined): Promise<Weighed> {
  const column = rows.columns.find((one) => one.name === name)
  if (column === undefined) return { rows, weight: undefined, quality: [] }
  const own = quoteName(column.name)
  const number = `TRY_CAST(${own}::VARCHAR AS DOUBLE)`
  const sound = `${number} >= 0 AND isfinite(${number})`
  const mean = `(SELECT avg(${number}) FROM ${rows.relation} WHERE ${sound})`
  const [[good, total]] = (await engine.query(
    `SELECT count(*), coalesce(sum(${number}), 0) FROM ${rows.relation} WHERE ${sound}`,
    rows.uri,
  )) as [[unknown, number]]
  const bad = rows.count - Number(good)
  if (rows.count > 0 && Number(total) === 0) return { rows, weight: undefined, quality: [] }
  if (bad === 0 && column.type !== 'text') return { rows, weight: column.name, quality: [] }
  const others = rows.columns.filter((one) => one !== column)
  const list = [
    ...others.map((one) => quoteName(one.name)),
    `CASE WHEN ${sound} THEN ${number} ELSE ${mean} END AS ${own}`,
  ]
  return {
    rows: await rowsIn(engine, {
      ...rows,
      columns: [...others, { name: column.name, type: 'float' }],
      relation: `(SELECT ${list.join(', ')} FROM ${rows.relation})`,
    }),
    weight: column.name,
    quality: bad === 0 ? [] : [told(bad, column.name, rows.uri)],
  }
}

function told(bad: number, column: string, place: string): DriftQuality {
  const because = `${count(bad, 'row')} of ${place} ${bad === 1 ? 'has' : 'have'} no finite ${column} of at least 0, and ${bad === 1 ? 'counts' : 'count'} as much as the others do on average`
  return { check: 'type', column, level: 'warning', because }
}
