import type { DriftQuality } from '../../core/artifacts/drift.ts'
import { allDates, datedTimes, isDated } from '../../core/drift/dated-files.ts'
import type { TimeRange } from '../../core/drift/time-range.ts'
import { UserError } from '../../core/errors.ts'
import { few } from '../../core/few.ts'
import { findAll } from '../../core/io/find-all.ts'
import type { Place } from '../project.ts'
import type { DataPlace } from '../with-data.ts'
import { filesBefore, filesBeside } from './files-beside.ts'
import { type SortedOut, sortOut } from './sort-out.ts'

/** Files of logs or labels that can be read, and what is to be said of the others. */
export interface LogFiles {
  /** Relative to the config. */
  readonly files: readonly string[]
  readonly quality: readonly DriftQuality[]
  /** Names of those that are not there, and should be by their times. */
  readonly missing: readonly string[]
  /** Of each file the time that its name says, as far as it says one, and is not beside those asked for. */
  readonly times: ReadonlyMap<string, TimeRange>
  /** Of columns that some of the files have those that lack it; undefined where that is of no use. */
  readonly lacking?: ReadonlyMap<string, readonly string[]> | undefined
}

/** What of files is asked for. */
interface AskedFiles {
  /** Of the config that names them, for messages. */
  readonly key: string
  readonly ranges: readonly TimeRange[]
  /** Milliseconds since 1970: a file of a time that is not over by then is not missed. */
  readonly due: number
  /** Columns without which a file is of no use. */
  readonly needed: readonly string[]
  /** Column of times; undefined where rows have none. */
  readonly time: string | undefined
  /** `none`: that there are no files is noted and no error. */
  readonly may?: 'none' | undefined
}

/**
 * The files of some times that can be read, and those beside them that hold rows of these times. One that is half-written, or not there, is named and left out: the others
 * still tell of the rest. Where a time has none at all, the newest file of another time is taken, which tells what
 * columns there are.
 *
 * @param pattern path or glob, with %Y %m %d %H where names tell of times
 * @throws {UserError} if there is none of any time, none can be read, or the pattern leads out of the repository
 */
export async function findLogFiles(
  place: DataPlace,
  pattern: string,
  { due, key, may, needed, ranges, time }: AskedFiles,
): Promise<LogFiles> {
  const times = new Map(isDated(pattern) ? ranges.flatMap((range) => [...timesIn(pattern, range, key)]) : [])
  const patterns = isDated(pattern) ? [...times.keys()] : [pattern]
  const { found, missed, why } = await findAll(place, patterns)
  const missing = missed.filter((name) => (times.get(name)?.to ?? 0) <= due)
  const how = { needed, time }
  const own = [...found.keys()]
  const beside = await (time === undefined
    ? filesBefore(place, pattern, ranges)
    : filesBeside(place, pattern, { ranges, time }))
  const timeOf = (name: string) => times.get(found.get(name)!) ?? beside.get(name)
  const names = [...new Set([...own, ...beside.keys()])].sort((a, b) => (timeOf(a)?.from ?? 0) - (timeOf(b)?.from ?? 0))
  const { lacking, quality, sound } = names.length === 0 ? NOTHING : await sortOut(place, names, how)
  const named = sound.flatMap((name) => {
    const range = times.get(found.get(name)!)
    return range === undefined ? [] : [[name, range] as const]
  })
  if (sound.length > 0) return { files: sound, quality, missing, times: new Map(named), lacking }
  const others = isDated(pattern) ? [...(await findAll(place, [allDates(pattern)])).found.keys()] : []
  for (const other of others
    .filter((name) => !found.has(name))
    .toReversed()
    .slice(0, MOST_TRIED)) {
    const { sound } = await sortOut(place, [other], how)
    if (sound.length > 0) return { files: sound, quality, missing, times: new Map() }
  }
  if (quality.length > 0) throw new UserError(quality.map(({ because }) => because).join('\n'))
  if (may === 'none') return { files: [], quality: [], missing: [pattern], times: new Map() }
  if (!isDated(pattern)) throw why
  throw new UserError(
    `No file of \`${pattern}\`, expected one of ${few(patterns)}: look at \`${key}\`, and at what writes these files`,
  )
}

/** Whether there are files of a time `after` a window that are not its own, where names tell of times. */
export async function hasLaterFiles(
  place: Place,
  pattern: string,
  { after, key, range }: { readonly key: string; readonly range: TimeRange; readonly after: TimeRange },
): Promise<boolean> {
  if (!isDated(pattern)) return false
  const own = timesIn(pattern, range, key)
  const later = [...timesIn(pattern, after, key).keys()].filter((name) => !own.has(name))
  return (await findAll(place, later)).found.size > 0
}

const NOTHING: SortedOut = { sound: [], quality: [], lacking: new Map() }

/** Files of other times of which one tells what columns there are. */
const MOST_TRIED = 3

function timesIn(pattern: string, range: TimeRange, key: string): Map<string, TimeRange> {
  try {
    return datedTimes(pattern, range)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw new UserError(`${error.message}; look at \`${key}\` and \`window\``, { cause: error })
  }
}
