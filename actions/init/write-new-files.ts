import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { UserError } from '../../core/errors.ts'
import { onExit } from '../../core/io/cleanup.ts'
import { exists, writeAtomic } from '../../core/io/files.ts'

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
    for (const { path, text } of files) ((await create(join(folder, path), text)) ? written : left).push(path)
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

/** Writes a whole file under a name that is free. @returns false where it is not */
async function create(path: string, text: string): Promise<boolean> {
  if (await exists(path)) return false
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`)
  const forget = onExit(() => rmSync(temporary, { force: true }))
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(temporary, text)
    await link(temporary, path).catch((error: NodeJS.ErrnoException) => {
      // Some disks have no links: the moment between looking and naming is short.
      if (error.code === 'EPERM' || error.code === 'ENOTSUP') return rename(temporary, path)
      throw error
    })
    return true
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    if (code === 'EEXIST' && (await exists(path))) return false
    throw new UserError(`Cannot write ${path}: ${message}`, { cause })
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined)
    forget()
  }
}

async function addLine(path: string, line: string): Promise<boolean> {
  const text = (await exists(path)) ? await readFile(path, 'utf8') : ''
  const known = text.split(/\r?\n/).map((each) => each.trim().replace(/^\/|\/$/g, ''))
  if (known.includes(line.replace(/\/$/, ''))) return false
  await writeAtomic(path, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`)
  return true
}
