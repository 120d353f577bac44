import type { ChangedPath } from '../touched.ts'
import { git } from './run-git.ts'

/** Modes by which Git marks a submodule and a symbolic link: files beyond them are other ones, wherever the link led. */
const FOLDERS = ['160000', '120000']

/**
 * What differs between a commit and the files that are checked out, as far as Git tracks them. The commit may
 * stand alone: no history is needed.
 *
 * @param untracked files count too that Git does not track and would
 */
export async function changedPaths(directory: string, commit: string, untracked: boolean): Promise<ChangedPath[]> {
  const changed = await changedBetween(directory, commit)
  if (!untracked) return changed
  const others = (await git(directory, ['ls-files', '--others', '--exclude-standard', '-z', '--full-name'])).toString()
  const added = others.split('\0').filter((path) => path !== '')
  return [...changed, ...added.map((path) => ({ path: path.replace(/\/$/, ''), folder: path.endsWith('/') }))]
}

/** What differs between two commits, or between a commit and the files that are checked out, as far as Git tracks them. */
export async function changedBetween(directory: string, before: string, after?: string): Promise<ChangedPath[]> {
  const diff = ['diff', '--raw', '-z', '--no-abbrev', '--no-renames', '--no-ext-diff', '--ignore-submodules=dirty']
  const commits = after === undefined ? [before] : [before, after]
  const parts = (await git(directory, [...diff, ...commits, '--'])).toString().split('\0')
  const changed: ChangedPath[] = []
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const modes = parts[at]!.slice(1).split(' ', 2)
    changed.push({ path: parts[at + 1]!, folder: modes.some((mode) => FOLDERS.includes(mode)) })
  }
  return changed
}
