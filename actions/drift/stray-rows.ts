import type { DriftQuality } from '../../core/artifacts/drift.ts'
import { count } from '../../core/count.ts'
import type { TimeRange } from '../../core/drift/time-range.ts'
import { few } from '../../core/few.ts'
import type { Place } from '../project.ts'
import { withFiles } from '../with-data.ts'
import { SKEW } from './clock-of.ts'

/** Files whose names say all of their time. */
interface DatedFiles {
  readonly files: readonly string[]
  /** Of each file; of others nothing is said. */
  readonly times: ReadonlyMap<string, TimeRange>
  /** How much is in one file: `day`. */
  readonly step: string
  /** Column of times. */
  readonly time: string
  /** Milliseconds since 1970: what is later comes from the future, which is told elsewhere. */
  readonly clock: number
}

/**
 * Rows that are in the file of another time, where no window looks for them, as after the clock of a machine went back to 1970; and
 * files that hold no row of their own.
 *
 * A day to either side is not strange, for a window looks into the files beside it: names may go by local time, and requests may end after midnight. A file that has rows of such
 * days alone, as where the day before was copied over it, has none of its own where most of the others have.
 *
 * @returns what is to be said, and the files without a row of their own
 */
export async function strayRows(
  place: Place,
  { clock, files, step, time, times }: DatedFiles,
): Promise<{ readonly quality: readonly DriftQuality[]; readonly without: readonly string[] }> {
  const named = new Map(
    Array.from(times, ([name, own]) => [name, { own, near: { from: own.from - DAY, to: own.to + DAY } }]),
  )
  const source = 'the logs'
  const found = await withFiles(
    place,
    (engine) => engine.strayTimes(source, { column: time, times: named, before: clock + SKEW }),
    { sets: new Map([[source, files]]) },
  )
  if (found === undefined) return { quality: [], without: [] }
  const stray = found.filter((one) => one.stray > 0)
  // Hours of local time are never those of UTC.
  const isUtc = found.filter(({ own }) => own > 0).length * 2 > found.filter(({ near }) => near > 0).length
  // Those of a machine whose clock was reset are some.
  const isShifted = stray.filter(({ near }) => near === 0).length * 2 > found.length
  const without = found.filter(({ near, own }) => near === 0 || (isUtc && own === 0)).map(({ file }) => file)
  return { quality: [...sayStray(stray, { isShifted, step, time }), ...sayWithout(without, step)], without }
}

const DAY = 86_400_000

function sayStray(
  stray: readonly { readonly file: string; readonly stray: number; readonly such: number | undefined }[],
  { isShifted, step, time }: Pick<DatedFiles, 'step' | 'time'> & { readonly isShifted: boolean },
): DriftQuality[] {
  if (stray.length === 0) return []
  const rows = stray.reduce((sum, one) => sum + one.stray, 0)
  const oldest = Math.min(...stray.map(({ such }) => such!))
  const because = `${count(rows, 'row')} of ${few(stray.map(({ file }) => file))} ${rows === 1 ? 'has' : 'have'} a time outside of the file's own ${step}, such as ${dayOf(oldest)}: was the clock of what writes them reset${isShifted ? ', or are files named by another time than that of their rows' : ''}?`
  return [{ check: 'clock', column: time, level: 'warning', because }]
}

function dayOf(time: number): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? 'one beyond all calendars' : date.toISOString().replace(/T.*/, '')
}

function sayWithout(files: readonly string[], step: string): DriftQuality[] {
  if (files.length === 0) return []
  const because = `${few(files)} ${files.length === 1 ? `has no row of its own ${step}` : `have no row of their own ${step}`}`
  return [{ check: 'file', column: null, level: 'note', because }]
}
