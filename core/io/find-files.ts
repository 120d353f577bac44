import { glob, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UserError } from '../errors.ts'
import { fileError, isMissing } from './file-error.ts'
import { insideRoot } from './files.ts'

export interface FoundFile {
  /** Absolute, without symbolic links. */
  readonly path: string
  /** As a person would write it: relative to the folder searched. */
  readonly shown: string
  readonly bytes: number
}

/**
 * The files that a path or glob names, sorted by path. A path that exists is never read as a glob, so
 * names with brackets work.
 *
 * @param pattern relative to `directory`, `/` between folders
 * @returns at least one file
 * @throws {UserError} if nothing matches, a match lies outside `root`, or a single path is a folder
 */
export async function findFiles(pattern: string, directory: string, root: string): Promise<FoundFile[]> {
  const path = await insideRoot(root, resolve(directory, pattern), pattern)
  const exists = await isThere(path)
  if (exists || !/[*?[\]{}]/.test(pattern)) return [await oneFile(path, pattern)]
  const files: FoundFile[] = []
  for await (const name of glob(pattern, { cwd: directory })) {
    const shown = name.replaceAll('\\', '/')
    const match = await insideRoot(root, resolve(directory, name))
    const found = await stat(match)
    if (found.isFile()) files.push({ path: match, shown, bytes: found.size })
  }
  if (files.length === 0) throw new UserError(`No file matches \`${pattern}\` in ${directory}`)
  return files.sort((a, b) => (a.shown < b.shown ? -1 : 1))
}

/**
 * The files of several paths or globs, each once and sorted by path, where not all need to be there.
 *
 * @param shown what they stand for, for the message
 * @returns at least one file
 * @throws {UserError} if there is none, or one lies outside `root`
 */
export async function findAnyFiles(
  patterns: readonly string[],
  shown: string,
  { directory, root }: { readonly directory: string; readonly root: string },
): Promise<FoundFile[]> {
  const files = new Map<string, FoundFile>()
  for (const pattern of patterns) {
    if (!/[*?[\]{}]/.test(pattern) && !(await isThere(resolve(directory, pattern)))) continue
    for (const file of await findFiles(pattern, directory, root).catch(noMatch)) files.set(file.path, file)
  }
  if (files.size > 0) return [...files.values()].sort((a, b) => (a.shown < b.shown ? -1 : 1))
  const [first, last] = [patterns[0], patterns.at(-1)]
  const which = first === last ? '' : `, from \`${first}\` to \`${last}\``
  throw new UserError(`No file matches \`${shown}\` in ${directory}${which}`)
}

function noMatch(error: unknown): never[] {
  if (error instanceof UserError && error.message.startsWith('No file matches')) return []
  throw error
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => (isMissing(error) ? false : fileError(path, error)),
  )
}

async function oneFile(path: string, shown: string): Promise<FoundFile> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => fileError(path, error))
  if (found.isFile()) return { path, shown, bytes: found.size }
  throw unexpectedFolder(shown)
}

/** @throws {UserError} if it is a folder */
export async function refuseFolder(path: string, shown: string): Promise<void> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory()) throw unexpectedFolder(shown)
}

function unexpectedFolder(shown: string): UserError {
  const pattern = `${shown.replace(/\/$/, '')}/*.parquet`
  return new UserError(`Unexpected folder \`${shown}\`, expected a file or a pattern like \`${pattern}\``)
}
