import type { Model } from '../core/config.ts'
import type { Engine } from '../core/data/engine.ts'
import { allDates } from '../core/drift/dated-files.ts'
import { UserError } from '../core/errors.ts'
import { readText } from '../core/io/files.ts'
import { findFiles } from '../core/io/find-files.ts'
import { fileOf, type Place } from './project.ts'
import { withData, withFiles } from './with-data.ts'

/** What columns are called of the rows that a config names, as far as they are here. */
export interface ColumnsHere {
  readonly names: readonly string[]
  /** Where they are from. */
  readonly read: readonly string[]
  /** What the config names and could not be looked at, such as logs that nobody has fetched. */
  readonly absent: readonly string[]
  /** Those of the names asked for that nothing here has. */
  readonly unknown: readonly string[]
}

/**
 * Looks for columns in the headers of all rows that a config names: data, predictions, logs and labels. Tables of
 * `prepare` are made only where no header has one. What stands in its SQL counts as known: that reads what it drops.
 *
 * @param also other rows that are read in this run
 */
export async function columnsHere(
  place: Place,
  model: Model,
  wanted: readonly string[],
  also: readonly string[] = [],
): Promise<ColumnsHere> {
  const { data } = model
  const sql = data.prepare === undefined ? '' : await readText(await fileOf(place, data.prepare))
  const sources = [...new Set([...sourcesOf(model), ...also])]
  const tables = sources.filter((source) => !/[./*]/.test(source))
  const found = new Map<string, readonly string[] | undefined>()
  const unknown = () => {
    const names = new Set([...found.values()].flatMap((each) => each ?? []))
    return wanted.filter((name) => !names.has(name) && !isWordIn(sql, name))
  }
  const files = sources.filter((source) => !tables.includes(source))
  await withFiles({ ...place, sensitive: data.sensitive }, async (engine) => {
    for (const source of files) found.set(source, await knownOf(() => headersOf(engine, place, source)))
  })
  if (tables.length > 0 && unknown().length > 0)
    await withData(place, model, async (engine) => {
      for (const table of tables)
        found.set(table, await knownOf(async () => (await engine.columns(table)).map(({ name }) => name)))
    })
  const [read, absent] = [true, false].map((is) =>
    [...found].flatMap(([source, names]) => ((names !== undefined) === is ? [source] : [])),
  )
  const names = [...new Set([...found.values()].flatMap((each) => each ?? []))]
  return { names, read: read!, absent: absent!, unknown: unknown() }
}

function sourcesOf({ data, drift, predictions }: Model): string[] {
  // Rows of windows have the columns of those that the config names.
  const { test, train } = data.rows?.named ?? data
  const own = [train, test, data.rows === undefined ? data.validation : undefined]
  const production = [drift?.logs.files, drift?.labels?.files, drift?.reference]
  return [...own, predictions, ...production]
    .filter((source) => source !== undefined)
    .filter((source) => !/\bprofile\.json$/.test(source))
}

/** Of several files the first and the last: a column may have come later. */
async function headersOf(engine: Engine, { directory, root }: Place, source: string): Promise<string[]> {
  const files = await findFiles(allDates(source), directory, root)
  const names = []
  for (const shown of new Set([files[0]!.shown, files.at(-1)!.shown]))
    names.push(...(await engine.fileColumns(shown)).kinds.keys())
  return names
}

/** What is wrong with rows is for whoever reads them to say. */
async function knownOf(look: () => Promise<string[]>): Promise<string[] | undefined> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

function isWordIn(sql: string, name: string): boolean {
  const words: readonly string[] = sql.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []
  return words.includes(name.toLowerCase()) || sql.includes(`"${name}"`)
}
