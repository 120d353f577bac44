import { join } from 'node:path'
import { UserError } from '../../../core/errors.ts'
import { isErrno } from '../../../core/io/file-error.ts'
import { NATIVE_NAMES, type NativeArchive } from './archive.ts'
import { getArchive, type Source } from './get-archive.ts'
import { holdsFiles, unpack } from './unpack.ts'

/**
 * Sees to it that an archive's files lie unpacked on this machine, and are what this release was built with.
 *
 * @param caches folders to look in, and to put them, in this order; the next one where one cannot be written, or is full
 * @returns the folder of the files, all their digests checked
 * @throws {UserError} if the archive cannot be had, or there is no room for it
 */
export async function makeReady(archive: NativeArchive, caches: readonly string[], source: Source): Promise<string> {
  // As tool caches of runners are laid out.
  const folders = caches.map((cache) =>
    join(cache, `contender-${archive.native}`, archive.version, archive.platform.replace(/^\w+-/, '')),
  )
  for (const folder of folders) if (await holdsFiles(folder, archive)) return folder
  const bytes = await getArchive(archive, source)
  let refused: NodeJS.ErrnoException | undefined
  for (const folder of folders) {
    try {
      await unpack(bytes, archive, folder)
      if (await holdsFiles(folder, archive)) return folder
      throw new UserError(
        `Unexpected content of ${folder} after ${archive.file} was unpacked there: is its disk sound?`,
      )
    } catch (error) {
      if (!isErrno(error)) throw error
      refused = error
    }
  }
  throw new UserError(
    `Could not unpack ${NATIVE_NAMES[archive.native]}, which needs 130 MB: ${refused!.message}; name a folder with room for it in RUNNER_TOOL_CACHE`,
    { cause: refused },
  )
}
