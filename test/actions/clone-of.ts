import type { TestContext } from 'node:test'
import { folderWith } from '../folder.ts'
import { bareGit } from '../github/bare-git.ts'

/** A clone of what GitHub has, as actions/checkout leaves it, in a folder of its own. @param folder of the repository there */
export async function cloneOf(t: TestContext, folder: string): Promise<string> {
  const clone = await folderWith(t)
  const local = bareGit(clone)
  await local.text('init', '-q')
  await local.text('remote', 'add', 'origin', `file://${folder}`)
  await local.text('fetch', '-q', 'origin')
  await local.text('-c', 'advice.detachedHead=false', 'checkout', '-q', 'refs/remotes/origin/main')
  return clone
}
