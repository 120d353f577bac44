import type { Model } from '../../core/config.ts'
import type { Host } from '../action.ts'
import { configAt } from '../at-commit.ts'
import { type Registered, readOnce, versionInRole } from '../compare/registered.ts'
import type { ModelCommit } from '../compare/subject-at-commit.ts'
import type { Project } from '../project.ts'

/** What a challenger has to beat. */
export interface Production {
  /** What the registry says is in production. */
  readonly version: string | null
  readonly commit: string
  /** The model, as its config says it at its commit. */
  readonly model: Model
  /** The model of the checked-out commit: the base of a change, and all there is to beat before there is a version. */
  readonly branch: (ModelCommit & { readonly ref: string }) | undefined
  readonly registered: () => Promise<Registered>
}

/**
 * Finds what is in production: by the registry, else the model of the checked-out commit.
 *
 * @returns undefined where there is neither: outside Git, or before the first commit with this model
 */
export async function productionOf(project: Project, model: Model, host: Host): Promise<Production | undefined> {
  const registered = readOnce(project, undefined, host)
  const version = await versionInRole(project, model, 'production', { registered })
  const { commit } = project
  const config = commit === null ? undefined : await configAt(project, commit, project.config.file)
  const own = (config: ModelCommit['config'] | undefined) => config?.models.find(({ name }) => name === model.name)
  const here = own(config)
  const branch = here && { role: 'base', ref: commit!, commit: commit!, config: config! }
  if (version !== undefined)
    return { version: version.ref, commit: version.commit, model: own(version.config)!, branch, registered }
  return here && { version: null, commit: commit!, model: here, branch, registered }
}
