import { basename, join, posix, relative } from 'node:path'
import { CONTRACT } from '../../core/data/contract/parse-contract.ts'
import { changedBetween, changedPaths } from '../../core/io/changed-paths.ts'
import { readText } from '../../core/io/files.ts'
import { showFile } from '../../core/io/git.ts'
import { trackedLinks } from '../../core/io/tracked-links.ts'
import { WINDOWS } from '../../core/retrain/windows-file.ts'
import { type ChangedPath, throughLinks } from '../../core/touched.ts'
import { fromRoot } from '../at-commit.ts'
import { type Tracked, trackedIn } from '../dvc-tracked.ts'
import type { Project } from '../project.ts'

/**
 * What a change edits that a model may be made of: all that differs from the base but the config, the contract and
 * the windows, which count model by model, and our own artifacts. A pointer of DVC stands for the files whose content it changes.
 *
 * @param untracked files count too that are not committed yet
 */
export async function changedParts(project: Project, commit: string, untracked: boolean): Promise<ChangedPath[]> {
  const now: ReadPath = (path) => readText(join(project.root, path)).catch(() => undefined)
  return partsOf(project, await changedPaths(project.root, commit, untracked), { before: at(project, commit), now })
}

/** The same between two commits. */
export async function changedPartsBetween(project: Project, before: string, now: string): Promise<ChangedPath[]> {
  const changed = await changedBetween(project.root, before, now)
  return partsOf(project, changed, { before: at(project, before), now: at(project, now) })
}

/** A file by its path from the top of the repository; undefined where there is none. */
type ReadPath = (path: string) => Promise<string | undefined>

interface Sides {
  readonly before: ReadPath
  readonly now: ReadPath
}

function at({ root }: Project, commit: string): ReadPath {
  return async (path) => {
    const bytes = await showFile(root, commit, path)
    return bytes && new TextDecoder().decode(bytes)
  }
}

async function partsOf(project: Project, all: readonly ChangedPath[], sides: Sides): Promise<ChangedPath[]> {
  const ours = [basename(project.config.file), CONTRACT, WINDOWS].map((name) => fromRoot(project, name))
  const out = relative(project.root, project.out).replaceAll('\\', '/')
  const changed = all.filter(({ path }) => !ours.includes(path) && path !== out && !path.startsWith(`${out}/`))
  const parts: ChangedPath[] = []
  for (const one of changed) {
    if (isPointer(one.path)) parts.push(...(await changedByPointer(one.path, sides)))
    else parts.push(one)
    // By other attributes Git writes the same files otherwise.
    if (basename(one.path) === '.gitattributes') parts.push({ path: posix.dirname(one.path), folder: true })
  }
  return throughLinks(parts, await trackedLinks(project.root))
}

function isPointer(path: string): boolean {
  return /(^|\/)dvc\.lock$|[^/]\.dvc$/.test(path)
}

async function changedByPointer(pointer: string, sides: Sides): Promise<ChangedPath[]> {
  const before = await trackedIn(pointer, sides.before)
  const now = await trackedIn(pointer, sides.now)
  const differ = [...missingIn(now, before), ...missingIn(before, now)]
  if (before.length + now.length > 0) return differ.map(({ md5, path }) => ({ path, folder: md5.endsWith('.dir') }))
  // Written in a form that we cannot read: `a.csv.dvc` is about `a.csv`, and a lock may be about anything beside it.
  return [{ path: pointer.endsWith('.dvc') ? pointer.slice(0, -'.dvc'.length) : posix.dirname(pointer), folder: true }]
}

function missingIn(all: readonly Tracked[], some: readonly Tracked[]): Tracked[] {
  return some.filter(({ md5, path }) => !all.some((other) => other.path === path && other.md5 === md5))
}
