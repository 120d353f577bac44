import type { DriftQuality } from '../../core/artifacts/drift.ts'
import { count } from '../../core/count.ts'
import type { Engine } from '../../core/data/engine.ts'
import { quoteName } from '../../core/data/sql.ts'
import { columnIn, type Rows } from './rows.ts'

/** Rows that are there again under the same id: what was asked again, or logged twice, counts as often. */
export async function repeatedIds(engine: Engine, rows: Rows, name: string | undefined): Promise<DriftQuality[]> {
  if (name === undefined || rows.count === 0) return []
  const id = quoteName(columnIn(rows, name).name)
  const [found] = await engine.query(`SELECT count(${id}) - count(DISTINCT ${id}) FROM ${rows.relation}`, rows.uri)
  const again = Number(found![0])
  if (again === 0) return []
  const because = `${count(again, 'row')} of ${rows.uri} ${again === 1 ? 'has' : 'have'} an ${name} that another row of the window has too, and ${again === 1 ? 'counts' : 'count'} all the same`
  return [{ check: 'duplicate', column: name, level: 'warning', because }]
}
