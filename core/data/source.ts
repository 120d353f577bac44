import { resolve } from 'node:path'
import { suggest, UserError } from '../errors.ts'
import { type FoundFile, findAnyFiles, findFiles, refuseFolder } from '../io/find-files.ts'
import { LFS_POINTER_BYTES, refuseLfsPointer } from '../io/lfs-pointer.ts'
import { readStart } from '../io/read-start.ts'
import { type CsvHeader, csvHeader, repeatedName } from './csv-header.ts'
import type { KnownLines, NewLine } from './known-lines.ts'
import type { Prepared } from './prepare.ts'

const FORMATS = { csv: 'csv', tsv: 'csv', parquet: 'parquet', jsonl: 'json', ndjson: 'json', json: 'json' } as const
const EXPECTED = 'expected .csv, .tsv, .jsonl, .ndjson, .json (each also .gz or .zst) or .parquet'
const HEADER_BYTES = 1 << 20

/** What rows are read from: files of one format, or a table or view that the prepare SQL made. */
export type Source = {
  /** Columns whose values no message may hold. */
  readonly sensitive: readonly string[]
  /** Whether a column need not be in all files; where it is not, its values are missing. */
  readonly loose?: boolean | undefined
  /** Columns that all files have to have where one has them; the others need not be in all. Undefined: `loose` says it of every column. */
  readonly needed?: readonly string[] | undefined
  /**
   * Of logs the column that should hold times, and does where at least half of its text is some: the rest is missing. Their numbers may
   * be text now and then.
   */
  readonly time?: string | undefined
} & (
  | { readonly kind: 'table'; readonly shown: string }
  | { readonly kind: 'parquet'; readonly shown: string; readonly files: readonly FoundFile[] }
  | { readonly kind: 'json'; readonly shown: string; readonly files: readonly FoundFile[] }
  | {
      readonly kind: 'csv'
      readonly shown: string
      readonly files: readonly FoundFile[]
      readonly delimiter: string
      readonly names: readonly string[]
      /** Where lines end in several ways, and all is known to be sound but for that: how they are to be taken. */
      readonly newLine: NewLine | undefined
    }
)

export interface SourcePlace {
  /** Paths are relative to this folder. */
  readonly directory: string
  /** Files must lie in this folder, symbolic links followed. */
  readonly root: string
  /** What the prepare SQL made; undefined without one. */
  readonly prepared: Prepared | undefined
  /** Columns whose values no message may hold. */
  readonly sensitive: readonly string[]
  /** Names that stand for several paths or globs of one format each, of which some may lack columns of others. */
  readonly sets?: ReadonlyMap<string, readonly string[]> | undefined
  /** Of such a name: a column of times, in which text that is none is missing. */
  readonly times?: ReadonlyMap<string, string> | undefined
  /** What is known of the lines of CSV files. */
  readonly lines: KnownLines
  /** Makes a table that is made when it is first asked for. */
  readonly ready?: ((shown: string) => Promise<void>) | undefined
}

/**
 * Finds what a source names: with a prepare SQL first its tables, else files.
 *
 * @param several paths or globs to read in the place of `shown`; some of them need not be there
 * @throws {UserError} if it names nothing, an unknown format, a file outside the root, an empty file, or a CSV
 * whose header holds a name twice
 */
export async function findSource(
  shown: string,
  { directory, lines, prepared, ready, root, sensitive, sets, times }: SourcePlace,
  several?: readonly string[],
): Promise<Source> {
  await ready?.(shown)
  if (prepared?.tables.includes(shown)) return { kind: 'table', shown, sensitive }
  const named = several ?? sets?.get(shown)
  const format = formatOf(named?.[0] ?? shown)
  if (format === undefined) await refuseFolder(resolve(directory, shown), shown)
  if (format === undefined && prepared !== undefined) throw noTable(shown, prepared)
  if (format === undefined) throw new UserError(`Unexpected extension of \`${shown}\`, ${EXPECTED}`)
  const files = await (named === undefined
    ? findFiles(shown, directory, root)
    : findAnyFiles(named, shown, { directory, root }))
  const empty = files.find((file) => file.bytes === 0)
  if (empty !== undefined) throw new UserError(`Unexpected empty file \`${empty.shown}\`, expected rows`)
  for (const { path, shown, bytes } of files) if (bytes <= LFS_POINTER_BYTES) await refuseLfsPointer(path, shown)
  const loose = several === undefined && named !== undefined
  const known = { shown, files, sensitive, loose, time: times?.get(shown) }
  if (format !== 'csv') return { kind: format, ...known }
  const header = await headerOf(files[0]!)
  return { kind: format, ...known, ...header, newLine: lines.newLine(files, header) }
}

function noTable(shown: string, { path, tables, temporary }: Prepared): UserError {
  if (!temporary.includes(shown)) return new UserError(`${path} makes no table \`${shown}\`, ${suggest(shown, tables)}`)
  return new UserError(`Unexpected temporary table \`${shown}\` in ${path}, expected CREATE TABLE or CREATE VIEW`)
}

function formatOf(path: string) {
  const extension = /\.([a-z]+)(\.gz|\.zst)?$/i.exec(path)
  const format = FORMATS[extension?.[1]?.toLowerCase() as keyof typeof FORMATS]
  return format === 'parquet' && extension?.[2] !== undefined ? undefined : format
}

/** @throws {UserError} if it holds a name twice */
export async function headerOf({ path, shown }: FoundFile): Promise<CsvHeader> {
  const header = csvHeader(await readStart(path, HEADER_BYTES), /\.tsv(\.|$)/i.test(path) ? '\t' : undefined)
  const repeated = repeatedName(header.names)
  if (repeated === undefined) return header
  throw new UserError(
    `Unexpected second column \`${repeated}\` in the header of \`${shown}\`, expected each name once (A and a count as the same)`,
  )
}
