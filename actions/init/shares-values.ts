import { quoteName } from '../../core/data/sql.ts'
import { findFiles } from '../../core/io/find-files.ts'
import type { Place } from '../project.ts'
import { withFiles } from '../with-data.ts'

/** Text beyond this is not read twice just to begin with. */
const MOST_BYTES = 64e6

/**
 * Whether a value of a column stands in two sources: an id that does names no row of them both.
 *
 * @returns false too where the sources are too large to look
 */
export async function sharesValues(place: Place, sources: readonly [string, string], column: string): Promise<boolean> {
  for (const source of sources) {
    const files = await findFiles(source, place.directory, place.root)
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    if (bytes > MOST_BYTES) return false
  }
  return withFiles(place, async (engine) => {
    const value = `${quoteName(column)}::VARCHAR`
    const valuesOf = async (source: string) =>
      `SELECT ${value} AS value FROM ${(await engine.queryable(source)).relation}`
    const [first, second] = await Promise.all([valuesOf(sources[0]), valuesOf(sources[1])])
    const sql = `SELECT count(*) > 0 FROM (${first}) AS a SEMI JOIN (${second}) AS b USING (value)`
    return (await engine.query(sql, sources[0]))[0]![0] === true
  })
}
