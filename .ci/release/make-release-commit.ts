import { join } from 'node:path'
import { git } from '../../core/io/run-git.ts'
import { temporaryFolder } from '../../core/io/temporary-folder.ts'

/** A release commit: `parent` and, beside its files, `dist/`. */
export interface ReleaseCommit {
  /** Folder of the repository. */
  readonly root: string
  /** Folder that has the `dist/` to add in it. */
  readonly built: string
  readonly message: string
  /** Takes the files as they stand, changed and new ones too, in the place of those of HEAD: to try things out. */
  readonly uncommitted?: boolean
}

/**
 * Makes the commit with `dist/` on top of HEAD. No branch, tag, index or file of the repository changes: until
 * something points to the commit, it is as if it did not exist.
 *
 * @returns its SHA
 * @throws {UserError} what git says, for one if nobody's name and address are set
 */
export async function makeReleaseCommit({ built, message, root, uncommitted = false }: ReleaseCommit): Promise<string> {
  const { path: folder, remove } = temporaryFolder('contender-release-')
  try {
    const env = { GIT_INDEX_FILE: join(folder, 'index') }
    const ask = async (directory: string, ...words: string[]) => `${await git(directory, words, { env })}`.trim()
    await ask(root, 'read-tree', 'HEAD')
    if (uncommitted) await ask(root, 'add', '--all', '.')
    const repository = await ask(root, 'rev-parse', '--absolute-git-dir')
    await ask(built, '--git-dir', repository, '--work-tree', built, 'add', '--force', 'dist')
    const tree = await ask(root, 'write-tree')
    return await ask(root, 'commit-tree', tree, '-p', 'HEAD', '-m', message)
  } finally {
    await remove()
  }
}
