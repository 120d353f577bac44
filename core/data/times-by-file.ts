import type { DuckDBConnection } from '@duckdb/node-api'
import { keepingSql } from './column-type.ts'
import { byFileSql } from './relation.ts'
import type { Source } from './source.ts'
import { quoteName } from './sql.ts'

/** When the rows of one file were, in milliseconds since 1970, both ends included. */
export interface FileTimes {
  /** Of the oldest row; Infinity where no row has a time. */
  readonly from: number
  /** Of the newest row; -Infinity where no row has a time. */
  readonly to: number
  /** Rows without a time, or with an infinite one. */
  readonly timeless: number
}

/**
 * When the rows of each Parquet file were. Reads one column once, however many windows are cut from it.
 *
 * @param column of times, in one of the files at least
 * @returns by the names that people know the files by; a file without rows has none. Undefined for rows of text and of
 *   tables: what is read as a whole need not be told apart
 */
export async function timesByFile(
  connection: DuckDBConnection,
  source: Source,
  column: string,
): Promise<Map<string, FileTimes> | undefined> {
  if (source.kind !== 'parquet') return undefined
  const time = keepingSql(quoteName(column), 'time')
  const finite = `FILTER (WHERE isfinite(${time}))`
  const result = await connection.runAndReadAll(
    `SELECT ${FILE}, epoch_us(min(${time}) ${finite}), epoch_us(max(${time}) ${finite}), count(*) - count(*) ${finite}
     FROM ${byFileSql(source, FILE, column)} GROUP BY 1`,
  )
  const shown = new Map(source.files.map((file) => [file.path, file.shown]))
  return new Map(
    result.getRowsJS().map(([path, from, to, timeless]) => [
      shown.get(String(path))!,
      {
        from: from === null ? Number.POSITIVE_INFINITY : Math.floor(Number(from) / 1000),
        to: to === null ? Number.NEGATIVE_INFINITY : Math.floor(Number(to) / 1000),
        timeless: Number(timeless),
      },
    ]),
  )
}

/** The column that tells files apart. */
const FILE = 'contender_file'
