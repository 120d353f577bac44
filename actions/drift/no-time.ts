import type { Engine } from '../../core/data/engine.ts'
import { looksPersonal } from '../../core/data/quality/personal/may-quote.ts'
import { sayNoTime } from '../../core/drift/quality/say-no-time.ts'
import { UserError } from '../../core/errors.ts'
import type { NamedColumn, Rows } from './rows.ts'

/** Where times of production are, and whose values may not be told. */
export interface TimeColumn {
  readonly name: string
  readonly sensitive: readonly string[]
}

/**
 * Which value of the logs' column of times is none, for a sentence: ``, such as `N/A` in logs/2026-11-19.csv, row 1``.
 *
 * @returns empty where each is a time, or missing
 */
export async function sayFirstNoTime(
  engine: Engine,
  { uri }: Pick<Rows, 'uri'>,
  { name, sensitive }: TimeColumn,
): Promise<string> {
  const found = await engine.firstNoTime(uri, name)
  if (found === undefined) return ''
  const { file, row, value } = found
  if (sensitive.includes(name)) return `, such as row ${row} of ${file}`
  const form = sayNoTime(value)
  const said = form === undefined ? '' : ` (${form})`
  // By its shape alone a card number could be microseconds.
  if (looksPersonal(value)) return `, such as row ${row} of ${file}${said}`
  return `, such as \`${shorten(value)}\` in ${file}, row ${row}${said}`
}

/** @throws {UserError} if the column does not hold times */
export async function mustHoldTimes(
  engine: Engine,
  rows: Pick<Rows, 'uri'>,
  { type }: NamedColumn,
  column: TimeColumn,
): Promise<void> {
  if (type === 'time') return
  const such = await sayFirstNoTime(engine, rows, column)
  throw new UserError(
    `Unexpected type of column \`${column.name}\` in ${rows.uri}: ${type}${such}, expected times; write them as 2001-02-28T09:30:00Z`,
  )
}

/** So much of a value is told. */
const MOST_LETTERS = 40

function shorten(text: string): string {
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text
}
