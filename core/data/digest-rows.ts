import { digestOf } from '../canonical-json.ts'
import type { Engine } from './engine.ts'
import { quoteName } from './sql.ts'

/** How many rows there are, and what is in them. */
export interface RowsDigest {
  readonly rows: number
  /** `sha256:…` */
  readonly digest: string
}

/**
 * The digest of the content of rows, in whatever order they come: columns with their types, the number of rows, and
 * the sum of the MD5 of each row as text. It tells whether rows are still those that somebody wrote down; it is no proof
 * against somebody who looks for other rows with the same sum.
 *
 * One read of all columns; memory of a batch.
 */
export async function digestRows(engine: Engine, source: string): Promise<RowsDigest> {
  const { columns, relation } = await engine.queryable(source)
  // A missing value is not an empty text, and a comma in a text begins no new one.
  const values = columns.map(({ name }) => `coalesce(replace(${quoteName(name)}::VARCHAR, chr(31), chr(30)), chr(0))`)
  const sql = `SELECT count(*), coalesce(sum(md5_number_lower(text)::HUGEINT), 0), coalesce(sum(md5_number_upper(text)::HUGEINT), 0)
    FROM (SELECT ${values.join(' || chr(31) || ') || "''"} AS text FROM ${relation})`
  const [rows, lower, upper] = (await engine.query(sql, source))[0]!
  return { rows: Number(rows), digest: digestOf({ columns, rows: Number(rows), sums: [String(lower), String(upper)] }) }
}
