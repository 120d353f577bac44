import { join, posix } from 'node:path'
import { digestOf } from '../core/canonical-json.ts'
import { type DatedRows, likeOf } from '../core/data/dated-rows.ts'
import type { CoveredFile } from '../core/data/fingerprint.ts'
import { allDates, datedFiles, isDated } from '../core/drift/dated-files.ts'
import type { TimeRange } from '../core/drift/time-range.ts'
import { UserError } from '../core/errors.ts'
import { exists } from '../core/io/files.ts'
import { type Covered, concernedBy, coveredBy } from './covered-files.ts'
import { filesBeside } from './drift/files-beside.ts'
import type { Inventory } from './inventory.ts'
import type { Place } from './project.ts'

/** Files that rows of a window are made of, and what says which of their rows these are. */
export interface DatedCover extends Covered {
  /** `sha256:…` */
  readonly selection: string
}

/**
 * Digests of the files of rows of a window: logs of that time, all labels, and the training rows that tell which columns
 * there are; of test rows with ids those of the training rows too, which are left out.
 *
 * @param prepared tables may stand in for files
 * @throws {UserError} if none of the logs or labels is there
 */
export async function datedCover(
  inventory: Inventory,
  rows: DatedRows,
  part: 'train' | 'test',
  prepared: boolean,
): Promise<DatedCover> {
  const { found: _, labels, logs, named, windows, ...rest } = rows
  const window = windows[part]
  const like = likeOf(rows, part)
  const logged = async (range: TimeRange): Promise<Covered> => {
    const beside = await filesBeside(inventory.project, logs.files, { ranges: [range], time: logs.time })
    const own = datedFiles(logs.files, range)
    const cover = await coverOf(inventory, logs.files, [...own, ...beside.keys()], prepared)
    const near = datedFiles(logs.files, { from: range.from - DAY, to: range.to + DAY })
    const others = await notPulled(
      inventory,
      near.filter((name) => !own.includes(name)),
    )
    return { ...cover, absent: [...new Set([...cover.absent, ...others])] }
  }
  const covers: Covered[] = [await logged(window)]
  const learned = part === 'test' && rows.id !== undefined ? windows.train : undefined
  if (learned !== undefined) {
    covers.push(await logged(learned))
    if (named.train !== undefined) covers.push(await coverOf(inventory, named.train, [named.train], prepared))
  }
  if (labels !== undefined) covers.push(await coverOf(inventory, labels.files, [allDates(labels.files)], prepared))
  covers.push(await coverOf(inventory, like, [like], prepared))
  return {
    files: covers.flatMap(({ files }) => files),
    absent: covers.flatMap(({ absent }) => absent),
    selection: digestOf({ ...rest, window, learned, part, labels: labels && joinedBy(labels), logs, like }),
  }
}

const DAY = 86_400_000

/** Files that DVC tracks and that are not here: nobody knows whether they hold rows of the window beside which they are. */
async function notPulled(inventory: Inventory, names: readonly string[]): Promise<string[]> {
  const absent: string[] = []
  for (const name of names)
    for (const { shown, tracked } of await concernedBy(inventory, posix.normalize(name)))
      if (!(await exists(join(inventory.project.root, tracked.path)))) absent.push(shown)
  return absent
}

/** What says which label is whose: when labels are due does not. */
function joinedBy({ column, files, id }: NonNullable<DatedRows['labels']>): object {
  return { column, files, id }
}

/** The files that a model's data is read from, as paths and globs: those of its rows' windows too. */
export async function filesOfRows(place: Place, { labels, logs, named, windows }: DatedRows): Promise<string[]> {
  const both = { from: windows.train.from, to: windows.test.to }
  const dated = isDated(logs.files) ? datedFiles(logs.files, both) : [logs.files]
  const beside = await filesBeside(place, logs.files, { ranges: [both], time: logs.time })
  return [...dated, ...beside.keys(), labels && allDates(labels.files), named.train, named.test].filter(
    (name) => name !== undefined,
  )
}

async function coverOf(
  inventory: Inventory,
  shown: string,
  patterns: readonly string[],
  prepared: boolean,
): Promise<Covered> {
  const files: CoveredFile[] = []
  const absent: string[] = []
  for (const pattern of patterns) {
    const covered = await coveredBy(inventory, pattern, inventory.project.root).catch((error: unknown) => {
      if (error instanceof UserError && (prepared || patterns.length > 1)) return undefined
      throw error
    })
    files.push(...(covered?.files ?? []))
    absent.push(...(covered?.absent ?? []))
  }
  if (files.length === 0 && !prepared) throw new UserError(`No file of \`${shown}\` is there, expected one at least`)
  return { files, absent }
}
