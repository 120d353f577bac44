import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { constants, copyFile, link, mkdir, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { onExit } from './cleanup.ts'
import { exists } from './files.ts'
import { writeError } from './write-error.ts'

/**
 * Writes a whole file under a name that is free. What is there stays, also when it came a moment ago.
 *
 * @returns false where the name is taken
 * @throws {UserError} if it cannot be written, as where a symbolic link leads nowhere
 */
export async function createFile(path: string, text: string): Promise<boolean> {
  if (await exists(path)) return false
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`)
  const forget = onExit(() => rmSync(temporary, { force: true }))
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(temporary, text)
    await link(temporary, path).catch((error: NodeJS.ErrnoException) => {
      // Some disks have no links.
      if (error.code === 'EPERM' || error.code === 'ENOTSUP') return copyFile(temporary, path, constants.COPYFILE_EXCL)
      throw error
    })
    return true
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'EEXIST' && (await exists(path))) return false
    return await writeError(path, cause)
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined)
    forget()
  }
}
