import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, rmSync } from 'node:fs'
import { access, constants, copyFile, mkdir, open, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { UserError } from '../errors.ts'
import { onExit } from './cleanup.ts'
import { fileError, isErrno, isMissing } from './file-error.ts'
import { isLfsPointer, lfsPointerError } from './lfs-pointer.ts'
import { writeError } from './write-error.ts'

/**
 * A file's bytes.
 *
 * @throws {UserError} if the file is missing (naming the nearest one in its folder), a folder, may not be read,
 * or is a Git LFS pointer in the place of the file
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => fileError(path, error))
  if (isLfsPointer(bytes)) throw lfsPointerError(path)
  return bytes
}

/**
 * A file's text, in UTF-8, without a byte order mark.
 *
 * @throws {UserError} as `readBytes`, and if the bytes are not UTF-8
 */
export async function readText(path: string): Promise<string> {
  const bytes = await readBytes(path)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new UserError(`Unexpected bytes in ${path}, expected text in UTF-8`, { cause })
  }
}

/**
 * Writes a file so that others see the old one or the whole new one, never a part: into a temporary
 * file of the same folder, flushed to the disk, then renamed. Makes the folders that are missing.
 */
export async function writeAtomic(path: string, data: string | Uint8Array): Promise<void> {
  await replaceFile(path, (temporary) => writeFile(temporary, data))
}

/** Writes a value as JSON that people can read, whole or not at all. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await writeAtomic(path, `${JSON.stringify(value, null, 2)}\n`)
}

/**
 * As `writeAtomic`, for a writer of its own: `write` gets the path of the temporary file. If it
 * throws, or the process is ended, nothing is left and the old file stays.
 */
export async function replaceFile(path: string, write: (temporary: string) => Promise<unknown>): Promise<void> {
  const folder = dirname(path)
  const temporary = join(folder, `.${basename(path)}.${randomUUID()}.tmp`)
  const forget = onExit(() => rmSync(temporary, { force: true }))
  try {
    await mkdir(folder, { recursive: true })
    await write(temporary)
    await flush(temporary)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    await writeError(path, error)
  } finally {
    forget()
  }
}

/** Copies a file so that others see the old target or the whole new one; at no cost where the file system can. */
export async function copyWhole(from: string, to: string): Promise<void> {
  await replaceFile(to, (temporary) => copyFile(from, temporary, constants.COPYFILE_FICLONE))
}

async function flush(path: string) {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * The real place of a path, once sure that it lies in `root` with every symbolic link followed. What
 * does not exist yet is judged by its nearest folder that does.
 *
 * @param shown the path as a person wrote it, for the message
 * @returns the absolute path, without symbolic links
 * @throws {UserError} if the path leads outside `root`, or may not be followed
 */
export async function insideRoot(root: string, path: string, shown = path): Promise<string> {
  const [realRoot, real] = await Promise.all([realFolder(root), realPlace(path)])
  const way = relative(realRoot, real)
  if (way !== '..' && !way.startsWith(`..${sep}`) && way !== real) return real
  const leads = real === resolve(shown) ? '' : `; it leads to ${real}`
  throw new UserError(`Unexpected path \`${shown}\`, expected one inside ${root}${leads}`)
}

async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    const parent = dirname(path)
    if (!isErrno(error) || parent === path) throw error
    // A long glob is no name of a file, and below a file there is none: who reads or writes there says so.
    if (isMissing(error)) return join(await realPlace(parent), basename(path))
    return fileError(path, error)
  }
}

/** The real place of a folder, symbolic links followed. @throws {UserError} if there is none */
export async function realFolder(path: string): Promise<string> {
  return realpath(path).catch((error: NodeJS.ErrnoException) => fileError(path, error))
}

/** Whether there is a file or folder at a path. */
export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** A file's SHA-256 as `sha256:` and 64 hexadecimal digits, read in pieces. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash).catch((error: NodeJS.ErrnoException) => fileError(path, error))
  return `sha256:${hash.digest('hex')}`
}
