import { explainRead, unclearCsv } from './engine-error.ts'
import type { SourcePlace } from './source.ts'

/**
 * Runs what reads a source, and turns what goes wrong into errors for people. Reads once more where lines of CSV end in several
 * ways, of which DuckDB has to be told.
 *
 * @param shown the source, as people know it
 * @param place with the lines that `work` reads by
 */
export async function reading<T>(shown: string, place: SourcePlace, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const path = unclearCsv(error)
    if (path === undefined || !(await place.lines.look(path))) throw explainRead(error, shown, place)
    return reading(shown, place, work)
  }
}
