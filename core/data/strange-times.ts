import type { DuckDBConnection } from '@duckdb/node-api'
import { count } from '../count.ts'
import { UserError } from '../errors.ts'
import { formatCount } from '../format-number.ts'
import { firstMisfit } from './misfit.ts'
import { MOST_LEFT_OUT } from './most-left-out.ts'
import { mayQuote } from './quality/personal/may-quote.ts'
import type { Queryable } from './queryable.ts'
import { relationSql } from './relation.ts'
import type { Source } from './source.ts'
import { quoteName } from './sql.ts'
import { isTime } from './written-check.ts'

/** Rows whose time is text that is none. */
interface StrangeTimes {
  readonly rows: number
  /** Of so many. */
  readonly of: number
  /** The first of them, for people: `` `garbage` in logs/2026-11-19.csv, row 1 ``. */
  readonly such: string
}

/**
 * Finds rows whose time is text that is none; one that is missing tells nothing. Files are read once more only where a row has no
 * time.
 *
 * @param rows of the same source
 * @returns undefined where there is none
 */
export async function strangeTimes(
  connection: DuckDBConnection,
  source: Source,
  { column, rows }: { readonly column: string; readonly rows: Pick<Queryable, 'relation'> },
): Promise<StrangeTimes | undefined> {
  if (source.kind === 'table') return undefined
  const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJS()[0]!.map(Number)
  const name = quoteName(column)
  const [without, of] = await ask(`SELECT count(*) FILTER (WHERE ${name} IS NULL), count(*) FROM ${rows.relation}`)
  if (without === 0) return undefined
  const text = `SELECT ${name}::VARCHAR AS value FROM ${relationSql(source, [[column, 'VARCHAR']])}`
  const [strange] = await ask(`SELECT count(*) FROM (${text}) WHERE NOT (${isTime('value')})`)
  const first = strange === 0 ? undefined : await firstMisfit(connection, source, column, 'time')
  if (first === undefined) return undefined
  const { file, row, value } = first
  const place = `${file}, row ${row}`
  const such = mayQuote(value, column, source.sensitive) ? `\`${value}\` in ${place}` : `that of ${place}`
  return { rows: strange!, of: of!, such }
}

/**
 * Says that such rows are left out.
 *
 * @param files where they are, as the config has it
 * @returns one sentence without a full stop, or none
 * @throws {UserError} if they are more than a tenth
 */
export function sayStrangeTimes(found: StrangeTimes | undefined, files: string): string[] {
  if (found === undefined) return []
  const { of, rows, such } = found
  const are = `${count(rows, 'row')} of \`${files}\` ${rows === 1 ? 'has' : 'have'} a time that is none, such as ${such}`
  if (rows <= MOST_LEFT_OUT * of) return [`${are}, and ${rows === 1 ? 'is' : 'are'} left out`]
  throw new UserError(`${are}, expected a tenth of the ${formatCount(of)} at most: mend them, or take them out`)
}
