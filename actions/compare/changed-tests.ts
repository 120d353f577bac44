import { join } from 'node:path'
import type { Model } from '../../core/config.ts'
import { readText } from '../../core/io/files.ts'
import { changedFiles, showFile } from '../../core/io/git.ts'
import { fromRoot } from '../at-commit.ts'
import { concernedBy } from '../covered-files.ts'
import { filesOfRows } from '../dated-fingerprint.ts'
import { trackedByDvc, trackedIn } from '../dvc-tracked.ts'
import { namedIn } from '../fingerprint.ts'
import type { Project } from '../project.ts'
import type { Base } from './base.ts'

/**
 * Files that say what is judged, as far as Git or DVC know that they changed since the base: prepare SQL, what it
 * reads, test rows and pairs of rows.
 *
 * @returns paths from the top of the repository
 */
export async function changedTests(project: Project, { commit }: Base, { data, evaluate }: Model): Promise<string[]> {
  const { prepare } = data
  const script = prepare === undefined ? '' : await readText(join(project.directory, prepare)).catch(() => '')
  const files =
    prepare === undefined
      ? [...(data.rows === undefined ? [data.test] : await filesOfRows(project, data.rows)), data.validation]
      : namedIn(script).filter((name) => /\.\w+$/.test(name))
  const named = [prepare, evaluate.expectations?.file, ...files]
    .flatMap((name) => (name === undefined ? [] : [name]))
    .filter((name) => !fromRoot(project, name).startsWith('..'))
  const inGit = await changedFiles(
    project.root,
    commit,
    named.map((name) => fromRoot(project, name)),
  )
  return [...new Set([...inGit, ...(await changedByDvc(project, commit, named))])]
}

/** What DVC tracked otherwise at a commit, or not at all: Git holds only the files that say so. */
async function changedByDvc(project: Project, commit: string, named: readonly string[]): Promise<string[]> {
  const tracked = await trackedByDvc(project)
  if (tracked.length === 0) return []
  const concerned = await Promise.all(named.map((name) => concernedBy({ project, tracked }, name)))
  const now = [...new Set(concerned.flat().map((one) => one.tracked))]
  const read = async (path: string) => {
    const bytes = await showFile(project.root, commit, path)
    return bytes && new TextDecoder().decode(bytes)
  }
  const sources = [...new Set(now.map(({ by }) => by))]
  const before = (await Promise.all(sources.map((by) => trackedIn(by, read)))).flat()
  return now
    .filter(({ md5, path }) => !before.some((other) => other.path === path && other.md5 === md5))
    .map(({ path }) => path)
}
