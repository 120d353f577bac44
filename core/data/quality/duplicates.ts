import { quoteName } from '../sql.ts'
import type { Trouble } from './check.ts'
import { firstRows, type Rows, sayRows, sayShare } from './rows.ts'

/** From this share on, equal rows without an id are more than chance among coarse columns. */
const WORTH_A_WARNING = 0.01

/**
 * SQL of a row's content as 64 bits. Numbers hash as floats, so that 1 equals 1.0 in another file.
 *
 * @param columns at least one
 */
export function contentHash(columns: Rows['columns']): string {
  const parts = columns.map(({ name, type }) => (type === 'integer' ? `${quoteName(name)}::DOUBLE` : quoteName(name)))
  return `hash(${parts.join(', ')})`
}

/**
 * Rows that equal an earlier one in every column. With an id among the columns any is one too many;
 * without, few may be chance.
 *
 * @param id the column that names a row
 */
export async function findDuplicates(rows: Rows, id: string | undefined): Promise<Trouble[]> {
  const { columns, count, relation } = rows
  if (count === 0) return []
  const hash = contentHash(columns)
  const [[distinct]] = (await rows.ask(`SELECT count(DISTINCT ${hash}) FROM ${relation}`)) as [[bigint]]
  const copies = count - Number(distinct)
  const identified = columns.some(({ name }) => name === id)
  if (copies === 0 || (!identified && copies < WORTH_A_WARNING * count)) return []
  const later = `true QUALIFY row_number() OVER (PARTITION BY ${hash} ORDER BY contender_row) > 1`
  return [
    {
      check: 'duplicates',
      column: null,
      outcome: 'warn',
      rows: copies,
      row_numbers: await firstRows(rows, later),
      because: `${sayRows(copies)} (${sayShare(copies, count)}) equal an earlier row in every column`,
    },
  ]
}
