import { basename, posix, relative } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Model } from '../../core/config.ts'
import { listTracked } from '../../core/io/git.ts'
import { type ChangedPath, isTouched } from '../../core/touched.ts'
import { isLockFile } from '../../core/training/lock-file.ts'
import type { Base } from '../compare/base.ts'
import { contractsOf } from '../compare/contract-change.ts'
import { trackedByDvc } from '../dvc-tracked.ts'
import type { Project } from '../project.ts'
import { changedParts } from './changed-parts.ts'
import { type Held, madeOf } from './made-of.ts'

/** The models of a project, by whether a change touches them. */
export interface TouchedModels {
  readonly touched: readonly Model[]
  readonly untouched: readonly Model[]
}

/**
 * Finds the models that a change touches: those whose section of the config or of the contract is another than at the
 * base, and those with a part that Git or DVC know as changed. What is not sure counts as touched; where there is no
 * base, every model does. Only the base commit itself is looked into, not the history before it.
 *
 * @param untracked files count too that are not committed yet, as on a person's machine
 */
export async function touchedModels(
  project: Project,
  base: Base | undefined,
  { untracked }: { readonly untracked: boolean },
): Promise<TouchedModels> {
  if (base === undefined) return { touched: project.models, untouched: [] }
  const changed = await changedParts(project, base.commit, untracked)
  const held: Held = {
    git: new Set(await listTracked(project.root)),
    dvc: await trackedByDvc(project),
    locks: changed.filter((one) => isLock(project, one)).map(({ path }) => path),
  }
  const parts = await Promise.all(
    base.config.models.map(async (model) => ({ name: model.name, ...(await madeOf(project, model, held)) })),
  )
  const touched: Model[] = []
  for (const model of project.models) {
    // A section that is what it was at the base is made of what it was there.
    const own = parts.find(({ name }) => name === model.name)
    const others = parts.filter(({ name }) => name !== model.name)
    if (own === undefined || (await isSectionChanged(project, base, model)) || isTouched(own, others, changed))
      touched.push(model)
  }
  return { touched, untouched: project.models.filter((model) => !touched.includes(model)) }
}

/** Models of the base that a change takes out of the config. */
export function modelsRemoved({ config }: Pick<Project, 'config'>, base: Base | undefined): string[] {
  const names = base?.config.models.map(({ name }) => name) ?? []
  return names.filter((name) => config.models.every((model) => model.name !== name))
}

async function isSectionChanged(project: Project, base: Base, model: Model): Promise<boolean> {
  const then = base.config.models.find(({ name }) => name === model.name)
  if (!isDeepStrictEqual(then, model)) return true
  const { before, now } = await contractsOf(project, base, model)
  return !isDeepStrictEqual(before, now)
}

/** Lock files count beside the config and at the top of the repository. */
export function isLock({ directory, root }: Project, { path }: ChangedPath): boolean {
  const folders = ['.', relative(root, directory).replaceAll('\\', '/')]
  return isLockFile(basename(path)) && folders.includes(posix.dirname(path))
}
