import { datedTimes, stepNamed } from '../../core/drift/dated-files.ts'
import type { TimeRange } from '../../core/drift/time-range.ts'
import { findAll } from '../../core/io/find-all.ts'
import type { Place } from '../project.ts'

/** Times of a window of which no file can be read, though there should be one. */
export interface MissedFiles {
  /** Names without a file, as the pattern makes them. */
  readonly absent: readonly string[]
  /** How many times have no file that can be read. */
  readonly missing: number
  /** How many should have one. */
  readonly of: number
  /** Whether earlier weeks tell so; else it is only supposed. */
  readonly isTold: boolean
}

const NONE: MissedFiles = { absent: [], missing: 0, of: 0, isTold: false }

/**
 * The files that a window lacks: those of hours and days of the week of which any of the four weeks before had one, so that
 * weekends without logs are not missed. Where these weeks have no file at all, production may have begun: then each time since the first file.
 * Files of whole months and years are all expected.
 *
 * @param window until when its files should be there
 * @param read begins of the times of which a file can be read
 */
export async function missedFiles(
  place: Place,
  pattern: string,
  { read, window }: { readonly window: TimeRange; readonly read: ReadonlySet<number> },
): Promise<MissedFiles> {
  const step = stepNamed(pattern)
  if (step === undefined) return NONE
  const due = [...datedTimes(pattern, window)].filter(([, { to }]) => to <= window.to)
  const { found } = await findAll(
    place,
    due.map(([name]) => name),
  )
  const there = new Set(found.values())
  const lacking = due.filter(([, { from }]) => !read.has(from))
  const broken = lacking.filter(([name]) => there.has(name))
  const gone = lacking.filter(([name]) => !there.has(name))
  const told = (own: typeof due, isTold: boolean): MissedFiles => ({
    absent: own.map(([name]) => name),
    missing: own.length + broken.length,
    of: due.length - gone.length + own.length,
    isTold,
  })
  if (step === 'month' || step === 'year' || gone.length === 0) return told(gone, true)
  const usual = await withEarlier(place, pattern, gone)
  if (usual.length > 0 || (await withEarlier(place, pattern, due)).length > 0) return told(usual, true)
  const first = due.findIndex(([name]) => there.has(name))
  return told(
    gone.filter((one) => first !== -1 && due.indexOf(one) > first),
    false,
  )
}

const WEEK = 7 * 86_400_000
const WEEKS = [1, 2, 3, 4]

/** Those of which a week before had a file. */
async function withEarlier<T extends readonly [name: string, range: TimeRange]>(
  place: Place,
  pattern: string,
  own: readonly T[],
): Promise<T[]> {
  const namesBefore = ([, { from: own }]: T) =>
    WEEKS.flatMap((weeks) => {
      const from = own - weeks * WEEK
      return [...datedTimes(pattern, { from, to: from + 1 }).keys()]
    })
  const { found } = await findAll(place, [...new Set(own.flatMap(namesBefore))])
  const there = new Set(found.values())
  return own.filter((one) => namesBefore(one).some((name) => there.has(name)))
}
