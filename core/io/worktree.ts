import { rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { onExit } from './cleanup.ts'
import { git } from './run-git.ts'
import { temporaryFolder } from './temporary-folder.ts'

/**
 * Checks a commit out into a folder of its own, beside the working tree, which stays as it is. No hook runs;
 * files of Git LFS come as in any checkout. The folder and Git's note of it go with `remove`, or when the
 * process ends.
 *
 * @param commit 40 or 64 hexadecimal digits
 * @throws {UserError} if the commit is gone
 */
export async function openWorktree(
  directory: string,
  commit: string,
): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const folder = temporaryFolder('contender-commit-')
  const common = (await git(directory, ['rev-parse', '--git-common-dir'])).toString().trim()
  // Git names its note after the folder, and no two of ours are called the same.
  const note = join(resolve(directory, common), 'worktrees', basename(folder.path))
  const forget = onExit(() => rmSync(note, { recursive: true, force: true }))
  const remove = async () => {
    await folder.remove()
    await rm(note, { recursive: true, force: true })
    forget()
  }
  try {
    const add = ['-c', 'core.hooksPath=/dev/null', 'worktree', 'add', '--quiet', '--detach', folder.path, commit]
    await git(directory, add)
    return { path: folder.path, remove }
  } catch (error) {
    await remove()
    throw error
  }
}
