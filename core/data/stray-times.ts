import type { DuckDBConnection } from '@duckdb/node-api'
import type { TimeRange } from '../drift/time-range.ts'
import { keepingSql } from './column-type.ts'
import { describeFiles } from './describe.ts'
import { byFileSql } from './relation.ts'
import type { Source } from './source.ts'
import { quoteName, quoteText } from './sql.ts'
import { timeIfAny } from './written-check.ts'

/** Rows of a file whose name says when they were. */
export interface StrayTimes {
  /** As people know the file. */
  readonly file: string
  /** Rows of the file's time. */
  readonly own: number
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
  }: { readonly column: string; readonly times: ReadonlyMap<string, TimeRange>; readonly before: number },
): Promise<StrayTimes[] | undefined> {
  const relation = byFileSql(source, FILE, column)
  const type = (await describeFiles(connection, source, relation)).find(({ name }) => name === column)?.duckType
  if (type === undefined || !/^(VARCHAR|DATE|TIMESTAMP.*)$/.test(type)) return undefined
  const name = quoteName(column)
  const time = type === 'VARCHAR' ? timeIfAny(name) : keepingSql(name, 'time')
  const named = source.files.flatMap(({ path, shown }) => {
    const range = times.get(shown)
    return range === undefined ? [] : [{ path, shown, range }]
  })
  if (named.length === 0) return []
  const values = named.map(({ path, range: { from, to } }) => `(${quoteText(path)}, ${from}, ${to})`)
  const isOwn = 'ms >= own_from AND ms < own_to'
  const isStray = `(ms < own_from OR ms >= own_to) AND ms <= ${before}`
  const result = await connection.runAndReadAll(
    `SELECT path, count(*) FILTER (WHERE ${isOwn}), count(*) FILTER (WHERE ${isStray}), min(ms) FILTER (WHERE ${isStray})
     FROM (VALUES ${values.join(', ')}) AS named(path, own_from, own_to) LEFT JOIN
       (SELECT ${FILE}, CASE WHEN isfinite(t) THEN epoch_ms(t) END AS ms FROM (SELECT ${FILE}, ${time} AS t FROM ${relation}))
       ON path = ${FILE} GROUP BY 1`,
  )
  const found = new Map(result.getRowsJS().map(([path, ...counts]) => [String(path), counts]))
  return named.map(({ path, shown }) => {
    const [own, stray, such] = found.get(path)!
    return { file: shown, own: Number(own), stray: Number(stray), such: such === null ? undefined : Number(such) }
  })
}

/** The column that tells files apart. */
const FILE = 'contender_file'
