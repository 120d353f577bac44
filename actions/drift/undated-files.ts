import type { FileTimes } from '../../core/data/times-by-file.ts'
import type { TimeRange } from '../../core/drift/time-range.ts'
import { type DataPlace, withFiles } from '../with-data.ts'
import { SKEW } from './clock-of.ts'
import { findLogFiles, type LogFiles } from './log-files.ts'
import type { NamedColumn } from './rows.ts'

/** Files whose names tell no times, as they are for every window of a run. */
export interface UndatedFiles extends Omit<LogFiles, 'times'> {
  /** Columns that any of the files has, where `times` is known. */
  readonly columns: readonly NamedColumn[]
  /** When the rows of each file were; undefined where they are read as a whole. */
  readonly times: ReadonlyMap<string, FileTimes> | undefined
}

/**
 * Sorts out the files of a pattern, and looks up which times each Parquet file holds: once, however many windows are judged.
 *
 * @param time column of times; undefined where there is none
 * @throws {UserError} as `findLogFiles`
 */
export async function findUndatedFiles(
  place: DataPlace,
  pattern: string,
  how: Omit<Parameters<typeof findLogFiles>[2], 'due' | 'ranges'>,
): Promise<UndatedFiles> {
  const { time } = how
  const found = await findLogFiles(place, pattern, { ...how, due: Number.POSITIVE_INFINITY, ranges: [] })
  if (time === undefined || found.files.length < 2) return { ...found, columns: [], times: undefined }
  const look = async (engine: Parameters<Parameters<typeof withFiles>[1]>[0]) => {
    if (!/\.parquet$/i.test(found.files[0]!)) return { columns: [], times: undefined }
    const columns = await engine.columns(pattern)
    const isTime = columns.some(({ name, type }) => name === time && type === 'time')
    return { columns, times: isTime ? await engine.times(pattern, time) : undefined }
  }
  return { ...found, ...(await withFiles(place, look, { sets: new Map([[pattern, found.files]]) })) }
}

/**
 * The files that hold rows of some times. Those with rows of the future, or of no time, count to every window, where they
 * are told; where no file does, the newest tells what columns there are.
 *
 * @param asked.now milliseconds since 1970
 */
export function filesTouching(
  { files, times }: UndatedFiles,
  { now, ranges }: { readonly now: number; readonly ranges: readonly TimeRange[] },
): readonly string[] {
  if (times === undefined) return files
  const dated = files.flatMap((name) => {
    const own = times.get(name)
    return own === undefined ? [] : [{ name, ...own }]
  })
  const touching = dated.filter(
    (file) =>
      file.timeless > 0 || file.to > now + SKEW || ranges.some(({ from, to }) => file.to >= from && file.from < to),
  )
  if (touching.length > 0) return touching.map(({ name }) => name)
  const newest = dated.toSorted((a, b) => a.to - b.to).at(-1)
  return newest === undefined ? files : [newest.name]
}
