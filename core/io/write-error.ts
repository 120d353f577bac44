import { lstat, mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { UserError } from '../errors.ts'
import { isErrno } from './file-error.ts'

/**
 * Turns a failed write into a sentence: a folder may not be written to, a file is in the place of a folder, the disk is full. What is
 * not about the file itself is thrown as it is.
 *
 * @param path that was to be written, or removed
 */
export async function writeError(path: string, error: unknown, what: 'write' | 'remove' = 'write'): Promise<never> {
  if (!isErrno(error)) throw error
  throw new UserError(`Cannot ${what} ${path}: ${await explain(path, error)}`, { cause: error })
}

async function explain(path: string, { code, message }: NodeJS.ErrnoException): Promise<string> {
  if (code === 'EISDIR' || code === 'ERR_FS_EISDIR') return 'it is a folder, expected a file or the name of one to make'
  if (code === 'EEXIST' || code === 'ENOTDIR') {
    const file = await fileOnWay(path)
    if (file !== undefined)
      return `${file === path ? 'it' : file} is a file, expected a folder or the name of one to make`
  }
  return message
}

/** The file that is where a folder should be. */
async function fileOnWay(path: string): Promise<string | undefined> {
  const found = await lstat(path).catch(() => undefined)
  if (found !== undefined) return found.isDirectory() ? undefined : path
  return path === dirname(path) ? undefined : fileOnWay(dirname(path))
}

/** Makes a folder with those on the way to it; one that is there stays. @throws {UserError} if it cannot be made */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((error: unknown) => writeError(path, error))
}

/** Removes a file; none is no error. @throws {UserError} if it cannot be removed, as where it is a folder */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true }).catch((error: unknown) => notRemoved(path, error))
}

/** Removes a folder with all that is in it; none is no error. @throws {UserError} if it cannot be removed */
export async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch((error: unknown) => notRemoved(path, error))
}

/** Below a file there is nothing to remove; whoever writes there says so. */
async function notRemoved(path: string, error: unknown): Promise<void> {
  if (!isErrno(error) || error.code !== 'ENOTDIR') await writeError(path, error, 'remove')
}
