import { basename, join, relative } from 'node:path'
import type { Model } from '../../core/config.ts'
import { dirtyFiles, untrackedOf } from '../../core/io/git.ts'
import { WINDOWS } from '../../core/retrain/windows-file.ts'
import { fromRoot } from '../at-commit.ts'
import { fileOf, type Project } from '../project.ts'

/**
 * Files by which a training differs from the commit that is checked out: tracked ones that were edited, and files
 * it depends on that Git does not hold. Models that training writes do not count.
 *
 * @returns paths from the top of the repository; nothing outside Git
 */
export async function uncommitted(project: Project, model: Model): Promise<string[]> {
  if (!project.inGit) return []
  const { config, directory, root } = project
  const { prepare, rows } = model.data
  const named = [basename(config.file), rows && WINDOWS, prepare, ...model.train!.inputs].filter(
    (path) => path !== undefined,
  )
  const trained = config.models.flatMap(({ model, train }) => (train && model ? [model.path] : []))
  const written = await Promise.all(
    trained.map(async (path) => relative(root, await fileOf(project, path)).replaceAll('\\', '/')),
  )
  const [edited, foreign] = await Promise.all([
    dirtyFiles(root),
    untrackedOf(
      root,
      named.map((path) => join(directory, path)),
    ),
  ])
  // Windows that nobody has written down are a challenger's: a commit cannot have made it.
  const proposed = rows !== undefined && rows.found === undefined ? [fromRoot(project, WINDOWS)] : []
  return [...new Set([...edited, ...foreign, ...proposed])].filter((path) => !written.includes(path)).sort()
}
