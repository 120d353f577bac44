import { realpath } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Link } from '../touched.ts'
import { git } from './run-git.ts'

/** Symbolic links that Git tracks, with the file or folder of the repository that each leads to in the end. */
export async function trackedLinks(root: string): Promise<Link[]> {
  const listed = (await git(root, ['ls-files', '--stage', '-z'])).toString().split('\0')
  const paths = listed
    .filter((entry) => entry.startsWith('120000 '))
    .map((entry) => entry.slice(entry.indexOf('\t') + 1))
  const top = await realpath(root)
  const links: Link[] = []
  for (const path of paths) {
    // One that leads nowhere hides nothing.
    const found = await realpath(join(root, path)).catch(() => undefined)
    const to = found && relative(top, found).replaceAll('\\', '/')
    if (to !== undefined && !/^\.\.(\/|$)/.test(to)) links.push({ path, to })
  }
  return links
}
