import type { Engine } from '../../core/data/engine.ts'
import { quoteName } from '../../core/data/sql.ts'
import { columnIn, type Rows } from './rows.ts'

/** Rows of a version from which on it can be judged. */
const ENOUGH = 200

/** The version of which a window is judged: a release is not drift. */
export interface ChosenVersion {
  /** undefined where nothing tells versions. */
  readonly version: string | undefined
  /** Rows of other versions, which are left out. */
  readonly others: number
}

/**
 * The version that answered last, of those that answered often enough; else the one that answered most.
 *
 * @param columns names of the log's columns of versions and times
 */
export async function chooseVersion(
  engine: Engine,
  rows: Rows,
  columns: { readonly version: string | undefined; readonly time: string },
): Promise<ChosenVersion> {
  if (columns.version === undefined) return { version: undefined, others: 0 }
  const version = quoteName(columnIn(rows, columns.version).name)
  const found = await engine.query(
    `SELECT ${version}::VARCHAR, count(*) FROM ${rows.relation} WHERE ${version} IS NOT NULL
     GROUP BY 1 ORDER BY count(*) >= ${ENOUGH} DESC, CASE WHEN count(*) >= ${ENOUGH} THEN max(${quoteName(columns.time)}) END DESC, count(*) DESC, 1`,
    rows.uri,
  )
  const [first] = found
  if (first === undefined) return { version: undefined, others: 0 }
  return { version: String(first[0]), others: rows.count - Number(first[1]) }
}
