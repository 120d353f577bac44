import { parse, relative, resolve } from 'node:path'
import type { Run, RunSource } from '../core/artifacts/run.ts'
import { digestOf } from '../core/canonical-json.ts'
import type { Model } from '../core/config.ts'
import { DATED_TABLES } from '../core/data/dated-rows.ts'
import { type CoveredFile, fingerprint } from '../core/data/fingerprint.ts'
import { changeableIn, quotedIn } from '../core/data/sql-script.ts'
import { UserError } from '../core/errors.ts'
import { GLOB } from '../core/glob/read-glob.ts'
import { readText } from '../core/io/files.ts'
import { type Covered, coveredBy } from './covered-files.ts'
import { type DatedCover, datedCover } from './dated-fingerprint.ts'
import type { Inventory } from './inventory.ts'
import { fileOf } from './project.ts'

/** Data as a run records it. */
export interface Fingerprints {
  readonly data: Run['data']
  /** Tracked by DVC and not here, by source: what `dvc pull` must bring before it can be read. */
  readonly absent: { readonly [source in Source]?: readonly string[] }
  /** Sources that are not there, and why: a training may make them itself. */
  readonly missing: { readonly [source in Source]?: string }
  /** Why the same digests need not mean the same rows; undefined where they do. */
  readonly unsure: string | undefined
}

export const SOURCES = ['train', 'test', 'validation'] as const
type Source = (typeof SOURCES)[number]

const FAR = /^(https?|s3|s3a|gcs|gs|r2|az|azure|abfss?|hf):\/\//i

/**
 * Digests of all that `data` of a model names: see `fingerprintOf` for what each covers.
 *
 * @throws {UserError} if the prepare SQL is missing
 */
export async function fingerprintsOf(inventory: Inventory, { data }: Pick<Model, 'data'>): Promise<Fingerprints> {
  const prepared = await preparedBy(inventory, data.prepare)
  const absent: { [source in Source]?: readonly string[] } = {}
  const missing: { [source in Source]?: string } = {}
  const found: Run['data'] = {}
  if (prepared !== undefined) found.prepare = { uri: data.prepare!, digest: prepared.sql }
  for (const name of SOURCES) {
    const source = data[name]
    if (source === undefined) continue
    const own = await ownFiles(inventory, data, source, prepared !== undefined).catch(messageOf)
    if (typeof own === 'string') {
      missing[name] = own
      continue
    }
    absent[name] = [...(prepared?.absent ?? []), ...own.absent]
    found[name] = { uri: source, ...digestIn(prepared, own) }
  }
  return { data: found, absent, missing, unsure: prepared?.unsure }
}

/**
 * The digest of one data source. It covers, sorted by path, each file's path relative to contender.yml and the
 * SHA-256 of its bytes; of what DVC tracks DVC's own MD5 instead, and then nothing is read. Of a table that
 * `prepare` makes it covers the SQL and every file that the SQL names in quotes, a glob too; names that the SQL
 * computes are not seen. So a test set is another one as soon as any byte of its files is, not only its labels.
 *
 * @param data the model's, for `prepare`
 * @param source file, glob or prepared table
 * @throws {UserError} if it names nothing
 */
export async function fingerprintOf(inventory: Inventory, data: Model['data'], source: string): Promise<RunSource> {
  const prepared = await preparedBy(inventory, data.prepare)
  const own = await ownFiles(inventory, data, source, prepared !== undefined)
  return { uri: source, ...digestIn(prepared, own) }
}

function digestIn(prepared: Prepared | undefined, own: Covered | DatedCover) {
  const sql = prepared?.sql
  const script = 'selection' in own ? digestOf({ sql, selection: own.selection }) : sql
  return fingerprint([...(prepared?.files ?? []), ...own.files], script)
}

interface Prepared extends Covered {
  /** `sha256:…` of the SQL. */
  readonly sql: string
  readonly unsure: string | undefined
}

async function preparedBy(inventory: Inventory, prepare: string | undefined): Promise<Prepared | undefined> {
  if (prepare === undefined) return undefined
  const path = await fileOf(inventory.project, prepare)
  const script = await readText(path)
  const files: CoveredFile[] = []
  const absent: string[] = []
  for (const name of namedIn(script)) {
    const covered = await coveredBy(inventory, name, parse(inventory.project.directory).root).catch(unlessMissing)
    files.push(...ofOthers(inventory, covered.files))
    absent.push(...covered.absent)
  }
  return { files, absent, sql: await inventory.digests.sha256(path), unsure: unsureOf(prepare, script) }
}

/** Paths that a script may read: what holds a space at its end, or is a pattern without a folder or ending, is none. */
export function namedIn(script: string): string[] {
  return quotedIn(script).filter(
    (text) =>
      text.trim() === text &&
      !/[\n\0]/.test(text) &&
      !FAR.test(text) &&
      (!GLOB.test(text) || /\/|\.\w+$/.test(text)) &&
      text !== '',
  )
}

function unsureOf(prepare: string, script: string): string | undefined {
  const far = quotedIn(script).find((text) => FAR.test(text))
  if (far !== undefined) return `${prepare} reads \`${far}\`, which may change unseen`
  const word = changeableIn(script)
  return word && `${prepare} uses \`${word}\`, which gives other rows each time`
}

/** With a prepare SQL a source is a table, unless there is a file of its name. */
async function ownFiles(
  inventory: Inventory,
  { rows }: Model['data'],
  source: string,
  prepared: boolean,
): Promise<Covered | DatedCover> {
  const part = rows && (['train', 'test'] as const).find((one) => DATED_TABLES[one] === source)
  if (rows !== undefined && part !== undefined) return datedCover(inventory, rows, part, prepared)
  const covered = coveredBy(inventory, source, inventory.project.root)
  return prepared ? covered.catch(unlessMissing) : covered
}

function messageOf(error: unknown): string {
  if (error instanceof UserError) return error.message
  throw error
}

/** A text of the SQL is no file most of the time. */
function unlessMissing(error: unknown): Covered {
  if (error instanceof UserError) return { files: [], absent: [] }
  throw error
}

/** What we write ourselves is no data, whatever a pattern in the SQL catches. */
function ofOthers({ project: { directory, out } }: Inventory, files: readonly CoveredFile[]): CoveredFile[] {
  return files.filter(({ path }) => /^\.\.([/\\]|$)/.test(relative(out, resolve(directory, path))))
}
