import { type ColumnType, readingSql } from '../column-type.ts'
import { quoteName } from '../sql.ts'
import type { Asked } from './profile-source.ts'
import type { StreamedColumn } from './stream-numbers.ts'

/** Where there are no more rows, grouping by any column is cheap. */
const FEW_ROWS = 2 ** 18
const SAMPLED = 2 ** 14

/**
 * The columns of numbers whose values hardly repeat, as their first rows tell: grouping by them would move every
 * value. The first rows are always the same, so that one file has one profile.
 */
export async function sampleOf(
  { engine, relation, rows, shown }: Asked,
  columns: readonly { readonly name: string; readonly type: ColumnType }[],
): Promise<StreamedColumn[]> {
  const streamed: StreamedColumn[] = []
  if (rows <= FEW_ROWS || columns.length === 0) return streamed
  const list = columns.map(({ name, type }) => readingSql(quoteName(name), type)).join(', ')
  for await (const sample of engine.tables(
    `SELECT ${list} FROM ${relation} LIMIT ${SAMPLED}`,
    columns,
    shown,
    SAMPLED,
  )) {
    for (const [name, column] of sample.columns) {
      if (column.kind !== 'number') continue
      const { different, frequent } = repeated(column.values.map((value) => value + 0).sort())
      if (different > sample.rows / 2) streamed.push({ name, type: column.type, frequent })
    }
  }
  return streamed
}

/** How many different finite values there are, and those with so many rows that they need an interval of their own. */
function repeated(sorted: Float64Array): { different: number; frequent: Float64Array } {
  const frequent: number[] = []
  let different = 0
  for (let from = 0; from < sorted.length && Number.isFinite(sorted[from]!); different++) {
    let to = from + 1
    while (sorted[to] === sorted[from]) to++
    if (to - from > sorted.length / 500) frequent.push(sorted[from]!)
    from = to
  }
  return { different, frequent: Float64Array.from(frequent) }
}
