import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { registeredDigest } from '../../core/ledger/registry/tag-message.ts'
import { compareVersions, isVersion } from '../../core/ledger/registry/version.ts'
import { type Released, stepBetween } from '../../core/release/bump.ts'
import { configAt } from '../at-commit.ts'
import type { Project } from '../project.ts'
import type { ReleaseTask } from './release-task.ts'
import { releasedAt } from './released.ts'
import { readRelease } from './versions.ts'

/** The version that a new one follows. */
export interface VersionBefore {
  readonly version: string
  readonly commit: string
  /** What it was; undefined where its commit has no such model any more to be seen. */
  readonly released: Released | undefined
  /** Of its file, as it was registered; undefined where its tag does not say. */
  readonly digest: string | undefined
  /** Whether the two answer the same question, so that their metrics can stand side by side. */
  readonly comparable: boolean
}

/**
 * The highest version of a model, or, where the commit is one already, the highest below that.
 *
 * @param own version of the commit
 */
export async function versionBefore(
  project: Project,
  model: Model,
  { commit, github, registry }: Pick<ReleaseTask, 'commit' | 'github' | 'registry'>,
  own: string | undefined,
): Promise<VersionBefore | undefined> {
  const known = registry.registry.get(model.name)?.versions.filter(({ deprecated, version }) => {
    return !deprecated && isVersion(version) && (own === undefined || compareVersions(version, own) < 0)
  })
  const before = known?.[0]
  if (before === undefined) return undefined
  const { registration, version } = before
  const then = await modelAt(project, model.name, before.commit)
  const features = (await readRelease(model.name, version, github))?.features ?? null
  const released = then && (await releasedAt(project, then, before.commit, features))
  const now = await releasedAt(project, model, commit, null)
  return {
    version,
    commit: before.commit,
    released,
    digest: registration === null ? undefined : registeredDigest(registration.message),
    comparable: released !== undefined && stepBetween(released, now).bump !== 'major',
  }
}

/** A config that this version of Contender cannot read any more says nothing. */
async function modelAt(project: Project, name: string, commit: string): Promise<Model | undefined> {
  try {
    const config = await configAt(project, commit, project.config.file)
    return config?.models.find((one) => one.name === name)
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}
