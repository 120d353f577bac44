import type { DriftQuality } from '../../core/artifacts/drift.ts'
import { allDates, datedFiles, isDated } from '../../core/drift/dated-files.ts'
import type { TimeRange } from '../../core/drift/time-range.ts'
import { UserError } from '../../core/errors.ts'
import { few } from '../../core/few.ts'
import { findFiles } from '../../core/io/find-files.ts'
import type { Place } from '../project.ts'
import type { DataPlace } from '../with-data.ts'
import { sortOut } from './sort-out.ts'

/** Files of logs or labels that can be read, and what is to be said of the others. */
export interface LogFiles {
  /** Relative to the config. */
  readonly files: readonly string[]
  readonly quality: readonly DriftQuality[]
}

/**
 * The files of some times that can be read. One that is half-written, or not there, is named and left out: the others
 * still tell of the rest. Where a time has none at all, the newest file of another time is taken, which tells what
 * columns there are.
 *
 * @param pattern path or glob, with %Y %m %d %H where names tell of times
 * @param key of the config that names them, for messages
 * @param may `none`: that there are no files is noted and no error
 * @throws {UserError} if there is none of any time, none can be read, or the pattern leads out of the repository
 */
export async function findLogFiles(
  place: DataPlace,
  pattern: string,
  {
    key,
    may,
    ranges,
  }: { readonly key: string; readonly ranges: readonly TimeRange[]; readonly may?: 'none' | undefined },
): Promise<LogFiles> {
  const patterns = isDated(pattern) ? [...new Set(ranges.flatMap((range) => namesIn(pattern, range, key)))] : [pattern]
  const { found, missing, why } = await findAll(place, patterns)
  const notes = missing.length === 0 ? [] : [notThere(missing)]
  const { quality, sound } = found.length === 0 ? { quality: [], sound: [] } : await sortOut(place, found)
  if (sound.length > 0) return { files: sound, quality: [...notes, ...quality] }
  const others = isDated(pattern) ? (await findAll(place, [allDates(pattern)])).found : []
  for (const other of others
    .filter((name) => !found.includes(name))
    .toReversed()
    .slice(0, MOST_TRIED)) {
    const { sound } = await sortOut(place, [other])
    if (sound.length > 0) return { files: sound, quality: [...notes, ...quality] }
  }
  if (quality.length > 0) throw new UserError(quality.map(({ because }) => because).join('\n'))
  if (may === 'none') return { files: [], quality: [notThere([pattern])] }
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
  const own = new Set(namesIn(pattern, range, key))
  const later = namesIn(pattern, after, key).filter((name) => !own.has(name))
  return (await findAll(place, later)).found.length > 0
}

/** Files of other times of which one tells what columns there are. */
const MOST_TRIED = 3

function namesIn(pattern: string, range: TimeRange, key: string): string[] {
  try {
    return datedFiles(pattern, range)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    throw new UserError(`${error.message}; look at \`${key}\` and \`window\``, { cause: error })
  }
}

/** Of each pattern the files, once each; and the patterns that name none, with the first reason. */
async function findAll(place: Place, patterns: readonly string[]) {
  const found = new Set<string>()
  const missing: string[] = []
  let why: unknown
  for (const one of patterns) {
    const files = await findFiles(one, place.directory, place.root).catch((error: unknown) => {
      if (!(error instanceof UserError && /^(No file matches|Missing file)/.test(error.message))) throw error
      why ??= error
      return []
    })
    if (files.length === 0) missing.push(one)
    for (const { shown } of files) found.add(shown)
  }
  return { found: [...found], missing, why }
}

function notThere(missing: readonly string[]): DriftQuality {
  const because = `${few(missing)} ${missing.length === 1 ? 'is' : 'are'} not there`
  return { check: 'file', column: null, level: 'note', because }
}
