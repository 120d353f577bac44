import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { extract } from 'tar'
import { git } from '../../core/io/run-git.ts'
import { temporaryFolder } from '../../core/io/temporary-folder.ts'
import { bundle } from './bundle.ts'
import { makeReleaseCommit } from './make-release-commit.ts'
import { packNatives } from './pack-natives.ts'

/** A release that nobody published, to try it out. */
export interface LocalRelease {
  /** The release commit. */
  readonly commit: string
  /** Folder for `CONTENDER_NATIVE_DIR`. */
  readonly natives: string
}

/**
 * Lays what users of the action check out, the files of a release commit without `node_modules`, into a folder. It is
 * of the files as they stand, committed or not.
 *
 * @param folder made when missing, and not cleared
 * @param root folder of the repository
 */
export async function layRelease(folder: string, root: string): Promise<LocalRelease> {
  const natives = join(root, 'natives')
  const archives = await packNatives(root, natives, [`${process.platform}-${process.arch}`])
  const { path: built, remove } = temporaryFolder('contender-release-')
  try {
    await bundle(root, join(built, 'dist'), archives)
    const commit = await makeReleaseCommit({ root, built, message: 'Local release', uncommitted: true })
    await mkdir(folder, { recursive: true })
    await pipeline(Readable.from([await git(root, ['archive', commit])]), extract({ cwd: folder, strict: true }))
    return { commit, natives }
  } finally {
    await remove()
  }
}
