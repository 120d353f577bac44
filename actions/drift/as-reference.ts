import type { Engine } from '../../core/data/engine.ts'
import { looksPersonal } from '../../core/data/quality/personal/may-quote.ts'
import { quoteName } from '../../core/data/sql.ts'
import { MOSTLY } from '../../core/data/written-check.ts'
import type { NamedColumn, Unread } from '../../core/drift/quality/check-columns.ts'
import { type Rows, rowsIn } from './rows.ts'

/**
 * Reads columns of text as what the reference has them as, where their values allow it: a CSV file tells no types, so a column
 * without any value, or with an `inf` in its first rows, is text.
 *
 * Of a column that should hold numbers and does not, it is found out which value is none. Of a feature a few such values, such as `N/A`,
 * count as missing.
 *
 * @param expected columns as they should be
 * @param how.sensitive columns whose values may not be told
 * @param how.features columns that are compared: answers and labels that are none are told in another way
 * @returns the same rows, where nothing is to be done
 */
export async function asReference(
  engine: Engine,
  rows: Rows,
  expected: readonly NamedColumn[],
  {
    features = [],
    sensitive = [],
  }: { readonly features?: readonly string[]; readonly sensitive?: readonly string[] } = {},
): Promise<Rows> {
  const wanted = new Map(expected.map(({ name, type }) => [name, type]))
  const texts = rows.columns.filter(({ name, type }) => type === 'text' && (wanted.get(name) ?? 'text') !== 'text')
  if (texts.length === 0) return rows
  const counts = texts.map(({ name }) => `count(${quoteName(name)}), count(${asNumber(name)})`).join(', ')
  const [found] = await engine.query(`SELECT ${counts} FROM ${rows.relation}`, rows.uri)
  const settled = new Map<string, NamedColumn['type']>()
  const unread = new Map<string, Unread>()
  for (const [at, { name }] of texts.entries()) {
    const [held, numbers] = [Number(found![2 * at]), Number(found![2 * at + 1])]
    if (held === 0 || (held === numbers && wanted.get(name) !== 'time')) settled.set(name, wanted.get(name)!)
    else if (wanted.get(name) !== 'time') {
      const first = sensitive.includes(name) ? undefined : await firstUnread(engine, rows, name)
      unread.set(name, { values: held - numbers, hasNumbers: numbers > 0, first })
      if (features.includes(name) && numbers >= MOSTLY * held) settled.set(name, wanted.get(name)!)
    }
  }
  const columns = rows.columns.map((column) => {
    const [found, type] = [unread.get(column.name), floating(settled.get(column.name))]
    return { ...column, ...(type && { type }), ...(found && { unread: found }) }
  })
  if (settled.size === 0) return { ...rows, columns }
  const replaced = Array.from(settled, ([name, type]) => {
    return `${type === 'time' ? 'NULL::TIMESTAMP' : asNumber(name)} AS ${quoteName(name)}`
  })
  return rowsIn(engine, {
    ...rows,
    columns,
    relation: `(SELECT * REPLACE (${replaced.join(', ')}) FROM ${rows.relation})`,
  })
}

/** The first value that is no number, in the order of the file. */
async function firstUnread(engine: Engine, { relation, uri }: Rows, name: string): Promise<Unread['first']> {
  const numbered = `(SELECT ${quoteName(name)} AS held, ${asNumber(name)} AS number, row_number() OVER () AS place FROM ${relation})`
  const [found] = await engine.query(
    `SELECT held, place FROM ${numbered} WHERE held IS NOT NULL AND number IS NULL ORDER BY place LIMIT 1`,
    uri,
  )
  const text = String(found![0])
  // A line that has slipped puts names and addresses where numbers should be.
  if (looksPersonal(text)) return undefined
  return { text: shorten(text), row: isOneFile(uri) ? Number(found![1]) : undefined }
}

/** Of several files together a row's number helps nobody. */
function isOneFile(uri: string): boolean {
  return !/[*?%[\]{}]/.test(uri)
}

/** So much of a value is told. */
const MOST_LETTERS = 40

function shorten(text: string): string {
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text
}

function asNumber(name: string): string {
  return `TRY_CAST(${quoteName(name)} AS DOUBLE)`
}

function floating(type: NamedColumn['type'] | undefined): NamedColumn['type'] | undefined {
  return type === undefined || type === 'time' ? type : 'float'
}
