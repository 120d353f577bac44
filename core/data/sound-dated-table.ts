import type { DuckDBConnection } from '@duckdb/node-api'
import { allDates, datedFiles } from '../drift/dated-files.ts'
import { UserError } from '../errors.ts'
import { few } from '../few.ts'
import { findAnyFiles } from '../io/find-files.ts'
import { type DATED_TABLES, type DatedRows, likeOf } from './dated-rows.ts'
import { makeDatedTable, WHO_KNOWS } from './dated-tables.ts'
import { filesBeside } from './files-beside.ts'
import { knownLines } from './known-lines.ts'
import { MOST_LEFT_OUT } from './most-left-out.ts'
import { sayNoHeader } from './must-have-header.ts'
import { type NeededColumns, neededColumns, sayLacking } from './needed-columns.ts'
import { makeQueryable } from './queryable.ts'
import { columnsOf } from './read.ts'
import { reading } from './reading.ts'
import { findSource, type SourcePlace } from './source.ts'

interface Asked {
  readonly dated: DatedRows
  readonly part: keyof typeof DATED_TABLES
}

/** Files that some rows are read from. */
interface FileSet {
  /** As the config has them. */
  readonly shown: string
  readonly patterns: readonly string[]
  /** Those of them that may hold what the window needs, in each of the ways that names go by time: what is broken elsewhere takes nothing of it. */
  readonly needed: readonly (readonly string[])[]
  readonly columns: NeededColumns
  /** A column in which text that is no time does no harm. */
  readonly time: string | undefined
}

interface Broken {
  readonly name: string
  readonly because: string
}

/**
 * Makes the table of training or test rows without the files of logs and labels that cannot be read by themselves, such as one
 * that is half-written, or lacks a column that others have, as long as these are few. They are only looked for where reading fails.
 *
 * @returns what was left out: sentences without a full stop
 * @throws {UserError} if more than a tenth of the window's files of logs or of labels cannot be read, or something else is wrong
 */
export async function makeSoundDatedTable(
  connection: DuckDBConnection,
  place: SourcePlace,
  asked: Asked,
): Promise<readonly string[]> {
  const { logs, windows } = asked.dated
  const { files, time } = logs
  const range = windows[asked.part]
  const beside = await filesBeside(connection, place, files, { ranges: [range], time })
  const patterns = [...datedFiles(files, range), ...beside.keys()]
  const make = (without: ReadonlySet<string>) => {
    // The lines of files that are left out are looked at no more.
    const own = { ...place, lines: knownLines() }
    return reading(files, own, () => makeDatedTable(connection, own, { ...asked, patterns, without }))
  }
  const failure = await make(new Set()).catch((error: unknown) => {
    if (error instanceof UserError) return error
    throw error
  })
  if (!(failure instanceof UserError)) return failure
  const left: Broken[] = []
  const columns = await columnsOf(connection, await findSource(likeOf(asked.dated, asked.part), place)).catch(() => {
    throw failure
  })
  const names = columns.map(({ name }) => name)
  for (const set of setsOf(asked, patterns, names)) left.push(...(await brokenIn(connection, place, { failure, set })))
  if (left.length === 0) throw failure
  const more = await make(new Set(left.map(({ name }) => name)))
  return [...left.map(({ because, name }) => `${name} was left out: ${because}`), ...more]
}

/**
 * @param patterns of the window's logs
 * @param names columns of the training rows
 */
function setsOf({ dated, part }: Asked, patterns: readonly string[], names: readonly string[]): FileSet[] {
  const { labels, logs, windows } = dated
  const { from, to } = windows[part]
  const asked = neededColumns(dated, names)
  const logged = { shown: logs.files, patterns, needed: [patterns], columns: asked.logs, time: logs.time }
  if (labels === undefined) return [logged]
  // A label may come late, so files of all times are read. Names say when a row was, or when its label came.
  const needed = [0, labels.availableAfter].map((late) =>
    datedFiles(labels.files, { from: from + late, to: to + late }),
  )
  const all = { shown: labels.files, patterns: [allDates(labels.files)], needed }
  return [logged, { ...all, columns: asked.labels!, time: undefined }]
}

interface Looking {
  readonly set: FileSet
  /** Why all of them could not be read. */
  readonly failure: UserError
}

async function brokenIn(
  connection: DuckDBConnection,
  place: SourcePlace,
  { failure, set }: Looking,
): Promise<Broken[]> {
  if (place.prepared?.tables.includes(set.shown)) return []
  const files = await findAnyFiles(set.patterns, set.shown, place).catch(() => {
    throw failure
  })
  const broken: Broken[] = []
  const sound = new Map<string, readonly string[]>()
  for (const { shown: name } of files) {
    const own = { ...place, lines: knownLines() }
    const look = async () => {
      const source = { ...(await findSource(set.shown, own, [name])), time: set.time }
      const { columns, unheld } = await makeQueryable(connection, source, ALONE)
      const headless = sayNoHeader({ columns, uri: `\`${name}\`` }, set.columns.known, WHO_KNOWS)
      if (headless !== undefined) throw new UserError(`${headless}; give it one, if that is missing`)
      sound.set(name, [...columns.map((column) => column.name), ...unheld.keys()])
      await connection.run(`DROP TABLE IF EXISTS contender_asked.${ALONE}`)
    }
    const because = await reading(name, own, look).then(() => undefined, messageOf)
    if (because !== undefined) broken.push({ name, because })
  }
  for (const [name, because] of sayLacking(sound, set.columns.needed, set.shown)) broken.push({ name, because })
  // Where none can be read more is wrong than a file.
  if (broken.length > 0 && broken.length === files.length) throw failure
  for (const patterns of set.needed) {
    const needed = await namesOf(patterns, set, place)
    const lost = broken.filter(({ name }) => needed.has(name))
    if (lost.length <= MOST_LEFT_OUT * needed.size) continue
    const names = few(lost.map(({ name }) => name))
    const [first, last] = [patterns[0], patterns.at(-1)]
    const which = first === last ? '' : `, from \`${first}\` to \`${last}\``
    throw new UserError(
      `Cannot read ${lost.length} of ${needed.size} files of \`${set.shown}\`${which}, expected a tenth of them at most: mend ${names}, or take them away. The first: ${lost[0]!.because}`,
      { cause: failure },
    )
  }
  return broken
}

/** Files of these that are there, as people know them. */
async function namesOf(
  patterns: readonly string[],
  { shown }: FileSet,
  place: SourcePlace,
): Promise<ReadonlySet<string>> {
  const files = await findAnyFiles(patterns, shown, place).catch((error: unknown) => {
    if (error instanceof UserError) return []
    throw error
  })
  return new Set(files.map((file) => file.shown))
}

const ALONE = 'alone'

function messageOf(error: unknown): string {
  if (error instanceof UserError) return error.message
  throw error
}
