import type { AskedBeside } from '../../core/data/files-beside.ts'
import { datedTimes, stepNamed } from '../../core/drift/dated-files.ts'
import type { TimeRange } from '../../core/drift/time-range.ts'
import { findAll } from '../../core/io/find-all.ts'
import type { Place } from '../project.ts'
import { type DataPlace, withFiles } from '../with-data.ts'

/** Files of logs beside those of some times that hold rows of them all the same, as `core/data/files-beside.ts` has it, and when their rows should be. */
export async function filesBeside(
  place: Place & Partial<Pick<DataPlace, 'sensitive'>>,
  pattern: string,
  asked: AskedBeside,
): Promise<ReadonlyMap<string, TimeRange>> {
  if (stepNamed(pattern) === undefined) return new Map()
  return withFiles(place, (engine) => engine.filesBeside(pattern, asked))
}

/**
 * Files of labels of up to a day before some times: where names go by a local time behind that of UTC, or say when a shift
 * began, these hold labels of the first hours. Labels have no times of their own to be known by, and are joined by id, so that those of other rows change nothing.
 *
 * @returns those that are there, and when their rows should be
 */
export async function filesBefore(
  place: Place,
  pattern: string,
  ranges: readonly TimeRange[],
): Promise<ReadonlyMap<string, TimeRange>> {
  if (stepNamed(pattern) === undefined) return new Map()
  const before = ranges.map(({ from }) => ({ from: from - DAY, to: from }))
  const times = new Map(before.flatMap((range) => [...datedTimes(pattern, range)]))
  const { found } = await findAll(place, [...times.keys()])
  return new Map(Array.from(found, ([name, one]) => [name, times.get(one)!]))
}

const DAY = 86_400_000
