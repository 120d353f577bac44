import type { Engine } from '../../core/data/engine.ts'
import { joinTables } from '../../core/data/join-tables.ts'
import { pickTable } from '../../core/data/pick-table.ts'
import type { Table } from '../../core/data/table.ts'

/** Some rows of a source, in memory of those and one batch. @param drawn places, ascending */
export async function readDrawn(
  engine: Engine,
  source: string,
  columns: readonly string[],
  drawn: Uint32Array,
): Promise<Table> {
  const picked: Table[] = []
  let first = 0
  let next = 0
  for await (const batch of engine.batches(source, columns)) {
    const from = next
    while (next < drawn.length && drawn[next]! < first + batch.rows) next++
    const rows = drawn.slice(from, next).map((row) => row - first)
    picked.push(pickTable(batch, rows))
    first += batch.rows
    if (next === drawn.length) break
  }
  return joinTables(picked)
}
