import type { DriftQuality } from '../../core/artifacts/drift.ts'
import { datedFiles, isDated } from '../../core/drift/dated-files.ts'
import type { TimeRange } from '../../core/drift/time-range.ts'
import { UserError } from '../../core/errors.ts'
import { findFiles } from '../../core/io/find-files.ts'
import { few } from '../few.ts'
import type { Place } from '../project.ts'
import { withFiles } from '../with-data.ts'

/** Files of logs or labels that can be read, and what is to be said of the others. */
export interface LogFiles {
  /** Relative to the config. */
  readonly files: readonly string[]
  readonly quality: readonly DriftQuality[]
}

/**
 * The files of some times that can be read. One that is half-written, or not there, is named and left out: the others
 * still tell of the rest.
 *
 * @param pattern path or glob, with %Y %m %d %H where names tell of times
 * @param key of the config that names them, for messages
 * @throws {UserError} if there is none at all, or the pattern leads out of the repository
 */
export async function findLogFiles(
  place: Place,
  pattern: string,
  { key, ranges }: { readonly key: string; readonly ranges: readonly TimeRange[] },
): Promise<LogFiles> {
  const patterns = isDated(pattern) ? [...new Set(ranges.flatMap((range) => datedFiles(pattern, range)))] : [pattern]
  const found: string[] = []
  const missing: string[] = []
  for (const one of patterns) {
    const files = await findFiles(one, place.directory, place.root).catch((error: unknown) => {
      if (!(error instanceof UserError) || !isDated(pattern) || !isMissing(error)) throw error
      return []
    })
    if (files.length === 0) missing.push(one)
    found.push(...files.map(({ shown }) => shown))
  }
  const names = [...new Set(found)]
  if (names.length === 0)
    throw new UserError(
      `No file of \`${pattern}\`, expected one of ${few(patterns)}: look at \`${key}\`, and at what writes these files`,
    )
  const notes =
    missing.length === 0 ? [] : [quality(`${few(missing)} ${missing.length === 1 ? 'is' : 'are'} not there`)]
  const { broken, sound } = await sortOut(place, names)
  return { files: sound, quality: [...notes, ...broken] }
}

function isMissing({ message }: UserError): boolean {
  return /^(No file matches|Missing file)/.test(message)
}

/** Parquet tells by its end whether it is whole, which costs a millisecond; text only when all of it is read. */
async function sortOut(place: Place, names: readonly string[]) {
  const sound: string[] = []
  const broken: DriftQuality[] = []
  let error: unknown
  await withFiles(place, async (engine) => {
    for (const name of names) {
      try {
        if (/\.parquet$/i.test(name)) await engine.columns(name)
        else await engine.queryable(name)
        sound.push(name)
      } catch (cause) {
        if (!(cause instanceof UserError)) throw cause
        error ??= cause
        broken.push({ ...quality(`${name} was left out: ${cause.message}`), level: 'warning' })
      }
    }
  })
  if (sound.length === 0) throw error
  return { sound, broken }
}

function quality(because: string): DriftQuality {
  return { check: 'file', column: null, level: 'note', because }
}
