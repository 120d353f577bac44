import type { DuckDBConnection } from '@duckdb/node-api'
import { datedTimes, stepNamed } from '../drift/dated-files.ts'
import type { TimeRange } from '../drift/time-range.ts'
import { UserError } from '../errors.ts'
import { findAll } from '../io/find-all.ts'
import { knownLines } from './known-lines.ts'
import { reading } from './reading.ts'
import { findSource, type SourcePlace } from './source.ts'
import { strayTimes } from './stray-times.ts'

/** Which files are looked for beside those of some times. */
export interface AskedBeside {
  readonly ranges: readonly TimeRange[]
  /** Column of times. */
  readonly time: string
}

/**
 * Files of the times beside those of a window that hold rows of it all the same: names may go by local time or by when rows were exported,
 * and requests may end after midnight. One column of them is read; where names are those of UTC, none is found.
 *
 * A day to either side is looked at, and of months and years the whole one beside where the window's own files hold no row of it.
 *
 * @param pattern path or glob, with %Y %m %d %H where names tell of times
 * @returns by the names that people know them by, when their rows should be
 */
export async function filesBeside(
  connection: DuckDBConnection,
  place: SourcePlace,
  pattern: string,
  { ranges, time }: AskedBeside,
): Promise<Map<string, TimeRange>> {
  const beside = new Map<string, TimeRange>()
  const step = stepNamed(pattern)
  if (step === undefined) return beside
  const isLong = step === 'month' || step === 'year'
  const all = ranges.map((range) => datedTimes(pattern, range))
  const { found: own } = await findAll(
    place,
    all.flatMap((times) => [...times.keys()]),
  )
  for (const range of ranges) {
    const holding = (names: readonly string[]) => holdingRows(connection, place, names, { range, time })
    const isFar = isLong && (await holding([...own.keys()])).length === 0
    const reach = isFar ? STEPS[step] : DAY
    const times = datedTimes(pattern, { from: range.from - reach, to: range.to + reach })
    const { found } = await findAll(place, [...times.keys()])
    const others = [...found.keys()].filter((name) => !own.has(name) && !beside.has(name))
    for (const name of await holding(others)) beside.set(name, times.get(found.get(name)!)!)
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
async function holdingRows(
  connection: DuckDBConnection,
  place: SourcePlace,
  names: readonly string[],
  held: Held,
): Promise<readonly string[]> {
  if (names.length === 0) return []
  const own = { ...place, lines: knownLines() }
  const { range, time } = held
  try {
    return await reading(names[0]!, own, async () => {
      const source = await findSource(names[0]!, own, names)
      if (source.kind === 'table') return []
      const times = new Map(names.map((name) => [name, { own: range, near: range }]))
      const before = Number.MAX_SAFE_INTEGER
      const found = (await strayTimes(connection, source, { column: time, times, before })) ?? []
      return found.filter((one) => one.own > 0).map(({ file }) => file)
    })
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    if (names.length === 1) return []
    const found: string[] = []
    for (const name of names) found.push(...(await holdingRows(connection, place, [name], held)))
    return found
  }
}
