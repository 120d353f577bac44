import type { DuckDBConnection } from '@duckdb/node-api'
import type { TimeRange } from '../drift/time-range.ts'
import { keepingSql } from './column-type.ts'
import { describeFiles } from './describe.ts'
import { byFileSql } from './relation.ts'
import type { Source } from './source.ts'
import { quoteName, quoteText } from './sql.ts'
import { timeIfAny } from './written-check.ts'

/** What the name of a file says of the time of its rows. */
export interface NamedTimes {
  readonly own: TimeRange
  /** Rows of which time are not strange there: more than its own. */
  readonly near: TimeRange
}

/** Rows of a file whose name says when they were. */
export interface StrayTimes {
  /** As people know the file. */
  readonly file: string
  /** Rows of the file's time. */
  readonly own: number
  /** Rows of its own time and near it. */
  readonly near: number
  /** Rows of another time. */
  readonly stray: number
  /** Milliseconds since 1970 of the oldest of these; undefined where there is none. */
  readonly such: number | undefined
}

/**
 * Counts rows whose time is not that of their file. Reads one column.
 *
 * @param asked.column of times
 * @param asked.times of each file, by the name that people know it by
 * @param asked.before milliseconds since 1970: rows after it are none of these
 * @returns of each file named in `times`; undefined where the column does not hold times
 */
export async function strayTimes(
  connection: DuckDBConnection,
  source: Exclude<Source, { kind: 'table' }>,
  {
    before,
    column,
    times,
  }: { readonly column: string; readonly times: ReadonlyMap<string, NamedTimes>; readonly before: number },
): Promise<StrayTimes[] | undefined> {
  const relation = byFileSql(source, FILE, column)
  const type = (await describeFiles(connection, source, relation)).find(({ name }) => name === column)?.duckType
  if (type === undefined || !/^(VARCHAR|DATE|TIMESTAMP.*)$/.test(type)) return undefined
  const name = quoteName(column)
  const time = type === 'VARCHAR' ? timeIfAny(name) : keepingSql(name, 'time')
  const named = source.files.flatMap(({ path, shown }) => {
    const range = times.get(shown)
    return range === undefined ? [] : [{ path, shown, ...range }]
  })
  if (named.length === 0) return []
  const values = named.map(
    ({ near, own, path }) => `(${quoteText(path)}, ${own.from}, ${own.to}, ${near.from}, ${near.to})`,
  )
  const isOwn = 'ms >= own_from AND ms < own_to'
  const isNear = 'ms >= near_from AND ms < near_to'
  const isStray = `(ms < near_from OR ms >= near_to) AND ms <= ${before}`
  const result = await connection.runAndReadAll(
    `SELECT path, count(*) FILTER (WHERE ${isOwn}), count(*) FILTER (WHERE ${isNear}),
       count(*) FILTER (WHERE ${isStray}), min(ms) FILTER (WHERE ${isStray})
     FROM (VALUES ${values.join(', ')}) AS named(path, own_from, own_to, near_from, near_to) LEFT JOIN
       (SELECT ${FILE}, CASE WHEN isfinite(t) THEN epoch_ms(t) END AS ms FROM (SELECT ${FILE}, ${time} AS t FROM ${relation}))
       ON path = ${FILE} GROUP BY 1`,
  )
  const found = new Map(result.getRowsJS().map(([path, ...counts]) => [String(path), counts]))
  return named.map(({ path, shown }) => {
    const [own, near, stray, such] = found.get(path)!
    const counts = { own: Number(own), near: Number(near), stray: Number(stray) }
    return { file: shown, ...counts, such: such === null ? undefined : Number(such) }
  })
}

/** The column that tells files apart. */
const FILE = 'contender_file'
