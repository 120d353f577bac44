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

/** Rows that are looked at first: where texts differ there, their least and last of all are not asked for. */
const FIRST_ROWS = 2048

/** Sums up every column, by one pass over the rows. */
export async function summarize(rows: Rows): Promise<Map<string, Summary>> {
  const { ask, columns, count, relation } = rows
  const summaries = new Map<string, Summary>()
  for (let from = 0; from < columns.length; from += COLUMNS_A_QUERY) {
    const some = columns.slice(from, from + COLUMNS_A_QUERY)
    const different = await differentTexts(rows, some)
    const asked = some.flatMap(({ name, type }) => {
      const x = quoteName(name)
      const number = { text: 'NULL', time: `epoch_ms(${x})`, boolean: `${x}::INT`, integer: x, float: x }[type]
      const finite = type === 'float' ? `CASE WHEN isfinite(${x}) THEN ${x} END` : number
      const ends = type === 'text' ? ['NULL', 'NULL'] : [`min(${finite})::DOUBLE`, `max(${finite})::DOUBLE`]
      return [`count(${x})`, different.has(name) ? 'false' : `min(${x}) = max(${x})`, ...ends]
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

/** Columns of text whose first rows hold two texts at least. */
async function differentTexts({ ask, relation }: Rows, columns: Rows['columns']): Promise<Set<string>> {
  const texts = columns.filter(({ type }) => type === 'text')
  if (texts.length === 0) return new Set()
  const asked = texts.map(({ name }) => `min(${quoteName(name)}) < max(${quoteName(name)})`)
  const [found] = await ask(`SELECT ${asked.join(', ')} FROM (FROM ${relation} LIMIT ${FIRST_ROWS})`)
  return new Set(texts.filter((_, at) => found![at] === true).map(({ name }) => name))
}
