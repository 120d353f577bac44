import { mkdtemp } from 'node:fs/promises'
import { bareGit } from './bare-git.ts'

/**
 * A new bare repository in a folder of its own.
 *
 * @param prefix of the folder's path
 * @param from a repository whose branches and tags it starts with
 */
export async function newBareRepository(prefix: string, from?: string): Promise<string> {
  const folder = await mkdtemp(prefix)
  const git = bareGit(folder)
  await git.text('init', '--quiet', '--bare', '--initial-branch=main')
  if (from !== undefined)
    await git.text('fetch', '--quiet', from, '+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*')
  return folder
}
