import { basename, join, posix, relative } from 'node:path'
import { CONTRACT } from '../../core/data/contract/parse-contract.ts'
import { changedPaths } from '../../core/io/changed-paths.ts'
import { readText } from '../../core/io/files.ts'
import { showFile } from '../../core/io/git.ts'
import { trackedLinks } from '../../core/io/tracked-links.ts'
import { type ChangedPath, throughLinks } from '../../core/touched.ts'
import { fromRoot } from '../at-commit.ts'
import { type Tracked, trackedIn } from '../dvc-tracked.ts'
import type { Project } from '../project.ts'

/**
 * What a change edits that a model may be made of: all that differs from the base but the config and the contract,
 * which count model by model, and our own artifacts. A pointer of DVC stands for the files whose content it changes.
 *
 * @param untracked files count too that are not committed yet
 */
export async function changedParts(project: Project, commit: string, untracked: boolean): Promise<ChangedPath[]> {
  const ours = [fromRoot(project, basename(project.config.file)), fromRoot(project, CONTRACT)]
  const out = relative(project.root, project.out).replaceAll('\\', '/')
  const changed = (await changedPaths(project.root, commit, untracked)).filter(
    ({ path }) => !ours.includes(path) && path !== out && !path.startsWith(`${out}/`),
  )
  const parts: ChangedPath[] = []
  for (const one of changed) {
    if (isPointer(one.path)) parts.push(...(await changedByPointer(project, commit, one.path)))
    else parts.push(one)
    // By other attributes Git writes the same files otherwise.
    if (basename(one.path) === '.gitattributes') parts.push({ path: posix.dirname(one.path), folder: true })
  }
  return throughLinks(parts, await trackedLinks(project.root))
}

function isPointer(path: string): boolean {
  return /(^|\/)dvc\.lock$|[^/]\.dvc$/.test(path)
}

async function changedByPointer(project: Project, commit: string, pointer: string): Promise<ChangedPath[]> {
  const before = await trackedIn(pointer, async (path) => {
    const bytes = await showFile(project.root, commit, path)
    return bytes && new TextDecoder().decode(bytes)
  })
  const now = await trackedIn(pointer, (path) => readText(join(project.root, path)).catch(() => undefined))
  const differ = [...missingIn(now, before), ...missingIn(before, now)]
  if (before.length + now.length > 0) return differ.map(({ md5, path }) => ({ path, folder: md5.endsWith('.dir') }))
  // Written in a form that we cannot read: `a.csv.dvc` is about `a.csv`, and a lock may be about anything beside it.
  return [{ path: pointer.endsWith('.dvc') ? pointer.slice(0, -'.dvc'.length) : posix.dirname(pointer), folder: true }]
}

function missingIn(all: readonly Tracked[], some: readonly Tracked[]): Tracked[] {
  return some.filter(({ md5, path }) => !all.some((other) => other.path === path && other.md5 === md5))
}
