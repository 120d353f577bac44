import { quoteName } from '../sql.ts'
import type { Trouble } from './check.ts'
import { personalKinds } from './personal/kinds.ts'
import { MOST_ROW_NUMBERS, type Rows, sayRows } from './rows.ts'
import type { Summary } from './summarize.ts'

/** Different values of a column that are looked at one by one. */
const MOST_VALUES = 50_000

/** So many rows with candidates are searched for row numbers to tell. */
const FIRST_ROWS = 5_000

/** What every kind has: an at sign, or six digits and more, with little between them. */
const CANDIDATE = "(contains(x, '@') OR regexp_matches(x, '[0-9]([ ./()-]{0,2}[0-9]){5}'))"

/**
 * Columns that likely hold personal data: e-mail addresses, phone and card numbers, IBANs, national
 * identity numbers. Names the column, the kind and the count; values leave this function nowhere.
 *
 * @param declared columns that the config calls sensitive, which are known
 */
export async function findPersonalData(
  rows: Rows,
  summaries: ReadonlyMap<string, Summary>,
  declared: readonly string[],
): Promise<Trouble[]> {
  const found: Trouble[] = []
  for (const { name, type } of rows.columns) {
    if (declared.includes(name) || !mayHold(type, summaries.get(name)?.range)) continue
    found.push(...(await lookAt(rows, name)))
  }
  return found
}

/** Text, and integers of nine digits and more. */
function mayHold(type: string, range: Summary['range']): boolean {
  return type === 'text' || (type === 'integer' && range !== undefined && range[1] >= 1e8)
}

async function lookAt(rows: Rows, name: string): Promise<Trouble[]> {
  // Named within, where no column of the data is of the same name.
  const value = `${quoteName(name)}::VARCHAR AS x`
  const candidates = (await rows.ask(
    `SELECT x, n::DOUBLE FROM (SELECT x, count(*) AS n FROM (SELECT ${value} FROM ${rows.relation}) GROUP BY x)
     WHERE ${CANDIDATE} ORDER BY hash(x), x LIMIT ${MOST_VALUES}`,
  )) as [string, number][]
  const kinds = personalKinds(candidates.map(([text]) => text))
  if (kinds.length === 0) return []
  const first = (await rows.ask(
    `SELECT row::DOUBLE, x FROM (SELECT contender_row AS row, ${value} FROM ${rows.numbered})
     WHERE ${CANDIDATE} ORDER BY row LIMIT ${FIRST_ROWS}`,
  )) as [number, string][]
  return kinds.map(({ kind, matches }) => {
    const count = candidates.reduce((sum, [text, n]) => sum + (matches(text) ? n : 0), 0)
    const least = candidates.length === MOST_VALUES ? 'at least ' : ''
    return {
      check: 'personal_data',
      column: name,
      outcome: 'warn',
      rows: count,
      row_numbers: first
        .filter(([, text]) => matches(text))
        .slice(0, MOST_ROW_NUMBERS)
        .map(([row]) => row),
      because: `${least}${sayRows(count)} with what seem to be ${kind}; list the column in data.sensitive, or leave it out`,
    }
  })
}
