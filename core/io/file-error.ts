import { readdir, realpath } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { suggest, UserError } from '../errors.ts'

/** Turns a failed look at a file into a sentence; what is not about the file itself is thrown as it is. */
export async function fileError(path: string, error: NodeJS.ErrnoException): Promise<never> {
  const message = await explain(path, error)
  throw message === undefined ? error : new UserError(message, { cause: error })
}

async function explain(path: string, error: NodeJS.ErrnoException): Promise<string | undefined> {
  if (error.code === 'EISDIR') return `Unexpected folder ${path}, expected a file`
  if (error.code === 'EACCES' || error.code === 'EPERM') return `Cannot read ${await deniedAt(path)}: permission denied`
  if (error.code?.startsWith('Z_') || error.code?.startsWith('ZSTD_'))
    return `Cannot decompress ${path}: ${error.message}`
  if (error.code === 'ELOOP') return `Cannot read ${path}: its symbolic links lead in a circle`
  if (!isMissing(error)) return undefined
  const neighbours = await readdir(dirname(path)).catch(() => undefined)
  if (neighbours === undefined) return `Missing file ${path}, its folder does not exist`
  if (neighbours.includes(`${basename(path)}.dvc`))
    return `Missing file ${path}, DVC keeps it: \`dvc pull\` brings it here`
  const others = neighbours.filter((name) => name !== '.git')
  if (others.length === 0) return `Missing file ${path}, its folder is empty`
  return `Missing file ${path}, ${suggest(basename(path), others)}`
}

/** What may not be read: the file, or the folder on the way to it that may not be entered. */
async function deniedAt(path: string): Promise<string> {
  const canFollow = await realpath(path).then(
    () => true,
    () => path === dirname(path),
  )
  return canFollow ? path : deniedAt(dirname(path))
}

/** Whether there is no such file or folder, nor can there be one. */
export function isMissing({ code }: NodeJS.ErrnoException): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG'
}

export function isErrno(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error
}
