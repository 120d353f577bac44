import type { Engine } from '../../core/data/engine.ts'
import { quoteName } from '../../core/data/sql.ts'
import { FEWEST_ROWS } from '../../core/drift/policy/limits.ts'
import { columnIn, type Rows } from './rows.ts'

/** Which versions answered the rows of a window, and the one in charge: a release is not drift. */
export interface ChosenVersion {
  /** undefined where nothing tells versions. */
  readonly version: string | undefined
  /** Rows that are not of it: of other versions, and those that say none. */
  readonly others: number
  /** The other versions in the order in which they would be chosen: as many as are told of. */
  readonly versions: readonly VersionRows[]
}

/** A version, and how many rows it answered. */
export interface VersionRows {
  readonly version: string
  readonly rows: number
}

/** More other versions are not looked at: where each row says one of its own, the column holds no versions. */
const MOST_OTHERS = 20

/**
 * The version in charge is the one that answered most of the newest rows, of those that answered often enough; else the one that answered
 * most of all. Of two that answered as much of them it is the later one; a canary is not in charge for having answered last.
 *
 * @param columns names of the log's columns of versions and times
 */
export async function chooseVersion(
  engine: Engine,
  rows: Rows,
  columns: { readonly version: string | undefined; readonly time: string },
): Promise<ChosenVersion> {
  if (columns.version === undefined) return NONE
  const version = quoteName(columnIn(rows, columns.version).name)
  const time = quoteName(columns.time)
  const versioned = `FROM ${rows.relation} WHERE ${version} IS NOT NULL`
  // As many as are enough, and those of the same moment as the oldest of them.
  const newest = `(SELECT min(moment) FROM (SELECT ${time} AS moment ${versioned} ORDER BY moment DESC LIMIT ${FEWEST_ROWS}))`
  const isEnough = `count(*) >= ${FEWEST_ROWS}`
  const ofThese = [`count(*) FILTER (${time} >= ${newest})`, `max(${time})`].map(
    (value) => `CASE WHEN ${isEnough} THEN ${value} END DESC`,
  )
  const found = await engine.query(
    `SELECT ${version}::VARCHAR, count(*) ${versioned}
     GROUP BY 1 ORDER BY ${isEnough} DESC, ${ofThese.join(', ')}, count(*) DESC, 1 LIMIT ${1 + MOST_OTHERS}`,
    rows.uri,
  )
  const [first, ...versions] = found.map(([name, count]) => ({ version: String(name), rows: Number(count) }))
  return first === undefined ? NONE : { version: first.version, others: rows.count - first.rows, versions }
}

const NONE: ChosenVersion = { version: undefined, others: 0, versions: [] }
