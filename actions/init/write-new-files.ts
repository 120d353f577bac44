import { lstat, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../../core/errors.ts'
import { createFile } from '../../core/io/create-file.ts'
import { exists, insideRoot, writeAtomic } from '../../core/io/files.ts'

/** A file to write. */
export interface NewFile {
  /** From the folder of all files. */
  readonly path: string
  readonly text: string
}

/** What became of the files, by their paths. */
export interface Written {
  readonly written: readonly string[]
  /** There already, and left as they were. */
  readonly left: readonly string[]
  /** There already, with a line added. */
  readonly extended: readonly string[]
}

/**
 * Writes files that are not there yet, all of them or none, and adds a line to `.gitignore` where it is missing.
 * A file that is there stays as it is, also when it came a moment ago.
 *
 * @throws {UserError} if one cannot be written, with what stands then
 */
export async function writeNewFiles(folder: string, files: readonly NewFile[], ignore: string): Promise<Written> {
  const written: string[] = []
  const left: string[] = []
  try {
    for (const { path } of files) await refuseOutside(folder, path)
    for (const { path, text } of files) ((await createFile(join(folder, path), text)) ? written : left).push(path)
    const extended = await addLine(join(folder, '.gitignore'), ignore)
    return { written, left, extended: extended ? ['.gitignore'] : [] }
  } catch (cause) {
    const standing: string[] = []
    for (const path of written)
      await rm(join(folder, path)).catch(() => {
        standing.push(path)
      })
    const rest = standing.length === 0 ? 'nothing was written' : `${standing.join(', ')} stands already`
    throw new UserError(`${cause instanceof Error ? cause.message : String(cause)}; ${rest}`, { cause })
  }
}

/** @throws {UserError} if a link leads out of the folder; whatever else is wrong with a path, writing tells */
async function refuseOutside(folder: string, path: string): Promise<void> {
  await insideRoot(folder, join(folder, path), path).catch((error: unknown) => {
    if (error instanceof UserError) throw error
  })
}

/** A link may lead to what others use too, and Git does not follow one: it stays as it is. */
async function addLine(path: string, line: string): Promise<boolean> {
  if ((await lstat(path).catch(() => undefined))?.isSymbolicLink()) return false
  const text = (await exists(path)) ? await readFile(path, 'utf8') : ''
  const known = text.split(/\r?\n/).map((each) => each.trim().replace(/^\/|\/$/g, ''))
  if (known.includes(line.replace(/\/$/, ''))) return false
  await writeAtomic(path, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`)
  return true
}
