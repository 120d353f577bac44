import { symlink } from 'node:fs/promises'
import { basename, isAbsolute, join, parse, relative } from 'node:path'
import type { Model } from '../core/config.ts'
import { UserError } from '../core/errors.ts'
import { copyWhole, exists, readText } from '../core/io/files.ts'
import { findFiles } from '../core/io/find-files.ts'
import { trackedOf, tracksIn } from '../core/io/git.ts'
import { openWorktree } from '../core/io/worktree.ts'
import type { Host } from './action.ts'
import { filesOfRows } from './dated-fingerprint.ts'
import { namedIn } from './fingerprint.ts'
import { openProject, type Project } from './project.ts'

/** Where installed packages are: no part of a commit, and too large to copy. */
const PACKAGES = ['node_modules', '.venv', 'venv']

/**
 * Opens a project as it was at a commit, in a temporary checkout, for as long as `work` runs. Installed packages
 * are those of the working tree.
 *
 * @throws {UserError} if the commit is gone, or has no config of that name
 */
export async function withCommit<T>(
  project: Project,
  commit: string,
  host: Host,
  work: (then: Project) => Promise<T>,
): Promise<T> {
  const tree = await openWorktree(project.root, commit)
  try {
    const directory = join(tree.path, relative(project.root, project.directory))
    const config = basename(project.config.file)
    if (!(await exists(join(directory, config))))
      throw new UserError(`Missing ${config} at ${commit.slice(0, 7)}: it was not committed there`)
    const then = await openProject({ config, out: '.contender' }, { ...host, directory })
    await linkPackages(project, then)
    return await work(then)
  } finally {
    await tree.remove()
  }
}

async function linkPackages(from: Project, to: Project): Promise<void> {
  const folders = new Map([
    [from.directory, to.directory],
    [from.root, to.root],
  ])
  for (const [own, other] of folders) {
    for (const name of PACKAGES) {
      if (!(await exists(join(own, name))) || (await exists(join(other, name)))) continue
      // What the commit that is checked out now brought was not installed, and no other commit's.
      if (from.inGit && (await tracksIn(join(own, name)))) continue
      await symlink(join(own, name), join(other, name), 'junction')
    }
  }
}

/**
 * Copies what a training reads and Git does not hold from the working tree to a checkout: data, and files that the
 * prepare SQL names. Whether it is what it was is for the caller to see. Copied and not linked, so that no command
 * of another commit writes into the team's data; a file system that can share blocks copies nothing.
 *
 * @param own leaves what Git tracks now and did not then: that belongs to another commit
 * @returns paths of the files, relative to contender.yml
 */
export async function bringData(
  from: Project,
  to: Project,
  { data, train }: Model,
  { own = false }: { readonly own?: boolean } = {},
): Promise<string[]> {
  const brought: string[] = []
  const script = data.prepare === undefined ? '' : await readText(join(to.directory, data.prepare)).catch(() => '')
  const rows = data.rows === undefined ? [data.train, data.test] : await filesOfRows(from, data.rows)
  const named = [...rows, data.validation, ...(train?.inputs ?? []), ...namedIn(script)]
  for (const name of named) {
    if (name === undefined || isAbsolute(name)) continue
    const files = await findFiles(name, from.directory, parse(from.root).root).catch(noneThere)
    for (const { path, shown } of files) {
      const target = join(to.directory, shown)
      const inside = !relative(to.root, target).startsWith('..')
      if (!inside || (await exists(target))) continue
      if (own && (await isTracked(from, [path, join(from.directory, shown)]))) continue
      await copyWhole(path, target)
      brought.push(shown)
    }
  }
  return brought
}

async function isTracked({ root }: Project, paths: readonly string[]): Promise<boolean> {
  const inside = paths.filter((path) => !/^\.\.([/\\]|$)/.test(relative(root, path)))
  return (await trackedOf(root, inside)).length > 0
}

function noneThere(error: unknown): never[] {
  if (error instanceof UserError) return []
  throw error
}
