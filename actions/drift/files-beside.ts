import { datedTimes, stepNamed } from '../../core/drift/dated-files.ts'
import type { TimeRange } from '../../core/drift/time-range.ts'
import { UserError } from '../../core/errors.ts'
import type { DataPlace } from '../with-data.ts'
import { withFiles } from '../with-data.ts'
import { findAll } from './find-all.ts'

/** Which files are looked for beside those of some times. */
interface AskedBeside {
  readonly ranges: readonly TimeRange[]
  /** Column of times. */
  readonly time: string
  /** Files of the times themselves. */
  readonly own: readonly string[]
}

/**
 * Files of the times beside those of a window that hold rows of it all the same: names may go by local time or by when rows were exported,
 * and requests may end after midnight. One column of them is read; where names are those of UTC, none is found.
 *
 * A day to either side is looked at, and of months and years the whole one beside where the window's own files hold no row of it.
 *
 * @returns by the names that people know them by, when their rows should be
 */
export async function filesBeside(
  place: DataPlace,
  pattern: string,
  { own, ranges, time }: AskedBeside,
): Promise<Map<string, TimeRange>> {
  const beside = new Map<string, TimeRange>()
  const step = stepNamed(pattern)
  if (step === undefined) return beside
  const isLong = step === 'month' || step === 'year'
  for (const range of ranges) {
    const isFar = isLong && (await holding(place, own, { range, time })).length === 0
    const reach = isFar ? STEPS[step] : DAY
    const times = datedTimes(pattern, { from: range.from - reach, to: range.to + reach })
    const { found } = await findAll(place, [...times.keys()])
    const others = [...found.keys()].filter((name) => !own.includes(name) && !beside.has(name))
    for (const name of await holding(place, others, { range, time })) beside.set(name, times.get(found.get(name)!)!)
  }
  return beside
}

const DAY = 86_400_000
const STEPS = { month: 31 * DAY, year: 366 * DAY }

interface Held {
  readonly range: TimeRange
  readonly time: string
}

/** Files that have a row of a time. Of those that cannot be read together each is asked for itself; one that cannot be read has none. */
async function holding(place: DataPlace, names: readonly string[], held: Held): Promise<readonly string[]> {
  if (names.length === 0) return []
  try {
    return await read(place, names, held)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    if (names.length === 1) return []
    const found: string[] = []
    for (const name of names) found.push(...(await holding(place, [name], held)))
    return found
  }
}

async function read(place: DataPlace, names: readonly string[], { range, time }: Held): Promise<readonly string[]> {
  const source = 'the logs beside'
  const times = new Map(names.map((name) => [name, { own: range, near: range }]))
  const found = await withFiles(
    place,
    (engine) => engine.strayTimes(source, { column: time, times, before: Number.MAX_SAFE_INTEGER }),
    { sets: new Map([[source, names]]) },
  )
  return (found ?? []).filter(({ own }) => own > 0).map(({ file }) => file)
}
