import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { lstat, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { extract, type ReadEntry } from 'tar'
import { onExit } from '../../../core/io/cleanup.ts'
import { sha256OfFile } from '../../../core/io/files.ts'
import type { NativeArchive } from './archive.ts'

/** Whether a folder holds an archive's files, each byte of them. */
export async function holdsFiles(folder: string, { files }: Pick<NativeArchive, 'files'>): Promise<boolean> {
  for (const [name, digest] of Object.entries(files)) {
    const path = join(folder, name)
    const found = await lstat(path).catch(() => undefined)
    if (!found?.isFile() || (await sha256OfFile(path)) !== `sha256:${digest}`) return false
  }
  return true
}

/**
 * Unpacks an archive so that others see its whole folder or none. Where another process was faster, its folder stays.
 *
 * Takes plain files only, by the names that the archive is known to have.
 *
 * @param folder whose parent is made when it is missing
 * @throws {Error} what the file system says; nothing is left then
 */
export async function unpack(bytes: Uint8Array, archive: NativeArchive, folder: string): Promise<void> {
  const temporary = `${folder}.${randomUUID()}.tmp`
  const clear = { recursive: true, force: true } as const
  const forget = onExit(() => rmSync(temporary, clear))
  try {
    await mkdir(temporary, { recursive: true })
    const filter = (path: string, entry: unknown) =>
      (entry as ReadEntry).type === 'File' && Object.hasOwn(archive.files, path)
    await pipeline(
      Readable.from([bytes]),
      createZstdDecompress(),
      extract({ cwd: temporary, strict: true, preservePaths: false, filter }),
    )
    await replaceFolder(temporary, folder, archive)
  } finally {
    await rm(temporary, clear).catch(() => undefined)
    forget()
  }
}

async function replaceFolder(temporary: string, folder: string, archive: NativeArchive): Promise<void> {
  try {
    await rename(temporary, folder)
  } catch (error) {
    // Something stands there: what another process has just put, or what was spoiled.
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes((error as NodeJS.ErrnoException).code!)) throw error
    if (await holdsFiles(folder, archive)) return
    await rm(folder, { recursive: true, force: true })
    await rename(temporary, folder)
  }
}
