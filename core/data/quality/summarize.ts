import { quoteName } from '../sql.ts'
import type { Rows } from './rows.ts'

/** What one column holds, at a glance. */
export interface Summary {
  readonly present: number
  readonly missing: number
  /** Whether all present values are one and the same. */
  readonly constant: boolean
  /** Least and greatest finite number, times in milliseconds since 1970, booleans 0 and 1; undefined for text, and for none. */
  readonly range: readonly [min: number, max: number] | undefined
}

/** So many columns are summed up in one query: DuckDB's own plan grows with them. */
const COLUMNS_A_QUERY = 250

/** Sums up every column, by one pass over the rows. */
export async function summarize({ ask, columns, count, relation }: Rows): Promise<Map<string, Summary>> {
  const summaries = new Map<string, Summary>()
  for (let from = 0; from < columns.length; from += COLUMNS_A_QUERY) {
    const some = columns.slice(from, from + COLUMNS_A_QUERY)
    const asked = some.flatMap(({ name, type }) => {
      const x = quoteName(name)
      const number = { text: 'NULL', time: `epoch_ms(${x})`, boolean: `${x}::INT`, integer: x, float: x }[type]
      const finite = type === 'float' ? `CASE WHEN isfinite(${x}) THEN ${x} END` : number
      const ends = type === 'text' ? ['NULL', 'NULL'] : [`min(${finite})::DOUBLE`, `max(${finite})::DOUBLE`]
      return [`count(${x})`, `min(${x}) = max(${x})`, ...ends]
    })
    const [row] = await ask(`SELECT ${asked.join(', ')} FROM ${relation}`)
    for (const [at, { name }] of some.entries()) {
      const [present, constant, min, max] = row!.slice(4 * at, 4 * at + 4)
      summaries.set(name, {
        present: Number(present),
        missing: count - Number(present),
        constant: constant === true,
        range: min === null ? undefined : [min as number, max as number],
      })
    }
  }
  return summaries
}
