import { sayShare } from '../../say-share.ts'
import { quoteName } from '../sql.ts'
import type { Trouble } from './check.ts'
import { firstRows, type Rows, sayRows } from './rows.ts'

/** From this share on, equal rows without an id are more than chance among coarse columns. */
const WORTH_A_WARNING = 0.01

/** More rows than this are counted only where samples say that it is worth it. */
const MANY_ROWS = 1_000_000
const WORTH_A_COUNT = WORTH_A_WARNING / 4

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
  const identified = columns.some(({ name }) => name === id)
  if (!identified && count > MANY_ROWS && !(await seemRepeated(rows, hash))) return []
  const [[distinct]] = (await rows.ask(`SELECT count(DISTINCT ${hash}) FROM ${relation}`)) as [[bigint]]
  const copies = count - Number(distinct)
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

/**
 * Whether samples of many rows hold copies enough to count them all. Rows of every 16th content keep
 * all copies of what is repeated a few times, every 64th row shows what is repeated very often.
 */
async function seemRepeated({ ask, numbered }: Rows, hash: string): Promise<boolean> {
  const hashed = `(SELECT contender_row AS row, ${hash} AS hash FROM ${numbered})`
  const samples = ['hash & 15 = 0', 'row & 63 = 0'].flatMap((part) => [
    `count(*) FILTER (WHERE ${part})`,
    `count(DISTINCT hash) FILTER (WHERE ${part})`,
  ])
  const [counts] = await ask(`SELECT ${samples.join(', ')} FROM ${hashed} WHERE hash & 15 = 0 OR row & 63 = 0`)
  const [contents, ofContents, seen, ofSeen] = counts!.map(Number) as [number, number, number, number]
  return contents - ofContents > WORTH_A_COUNT * contents || seen - ofSeen > WORTH_A_COUNT * seen
}
