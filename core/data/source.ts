import { suggest, UserError } from '../errors.ts'
import { findFiles } from '../io/find-files.ts'
import { readStart } from '../io/read-start.ts'
import { csvHeader, repeatedName } from './csv-header.ts'

const FORMATS = { csv: 'csv', tsv: 'csv', parquet: 'parquet', jsonl: 'json', ndjson: 'json', json: 'json' } as const
const EXPECTED = 'expected .csv, .tsv, .jsonl, .ndjson, .json (each also .gz or .zst) or .parquet'
const HEADER_BYTES = 1 << 20

/** What rows are read from: files of one format, or a table or view that the prepare SQL made. */
export type Source =
  | { readonly kind: 'table'; readonly shown: string }
  | { readonly kind: 'parquet'; readonly shown: string; readonly files: readonly string[] }
  | { readonly kind: 'json'; readonly shown: string; readonly files: readonly string[] }
  | {
      readonly kind: 'csv'
      readonly shown: string
      readonly files: readonly string[]
      readonly delimiter: string
      readonly names: readonly string[]
    }

export interface SourcePlace {
  /** Paths are relative to this folder. */
  readonly directory: string
  /** Files must lie in this folder, symbolic links followed. */
  readonly root: string
  /** What the prepare SQL made, and its path; undefined without one. */
  readonly made: { readonly path: string; readonly tables: readonly string[] } | undefined
}

/**
 * Finds what a source names: with a prepare SQL first its tables, else files.
 *
 * @throws {UserError} if it names nothing, an unknown format, a file outside the root, an empty file, or a CSV
 * whose header holds a name twice
 */
export async function findSource(shown: string, { directory, root, made }: SourcePlace): Promise<Source> {
  if (made?.tables.includes(shown)) return { kind: 'table', shown }
  const format = formatOf(shown)
  if (format === undefined && made !== undefined) {
    throw new UserError(`${made.path} makes no table \`${shown}\`, ${suggest(shown, made.tables)}`)
  }
  if (format === undefined) throw new UserError(`Unexpected extension of \`${shown}\`, ${EXPECTED}`)
  const files = await findFiles(shown, directory, root)
  const empty = files.find((file) => file.bytes === 0)
  if (empty) throw new UserError(`Unexpected empty file \`${empty.shown}\`, expected rows`)
  const paths = files.map((file) => file.path)
  if (format !== 'csv') return { kind: format, shown, files: paths }
  return { kind: 'csv', shown, files: paths, ...(await headerOf(paths[0]!, files[0]!.shown)) }
}

function formatOf(path: string) {
  const extension = /\.([a-z]+)(\.gz|\.zst)?$/i.exec(path)
  const format = FORMATS[extension?.[1]?.toLowerCase() as keyof typeof FORMATS]
  return format === 'parquet' && extension?.[2] !== undefined ? undefined : format
}

async function headerOf(path: string, shown: string) {
  const header = csvHeader(await readStart(path, HEADER_BYTES), /\.tsv(\.|$)/i.test(path) ? '\t' : undefined)
  const repeated = repeatedName(header.names)
  if (repeated === undefined) return header
  throw new UserError(
    `Unexpected second column \`${repeated}\` in the header of \`${shown}\`, expected each name once (A and a count as the same)`,
  )
}
