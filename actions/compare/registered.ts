import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { OriginUnreachable } from '../../core/io/origin.ts'
import { findVersion } from '../../core/ledger/registry/find.ts'
import { readRegistry } from '../../core/ledger/registry/read-registry.ts'
import type { ModelVersion, Registry } from '../../core/ledger/registry/registry.ts'
import { registeredDigest } from '../../core/ledger/registry/tag-message.ts'
import { once } from '../../core/once.ts'
import type { Host } from '../action.ts'
import { configAt } from '../at-commit.ts'
import type { Project } from '../project.ts'
import { annotated } from '../registry/open-registry.ts'
import { readTagsOf } from '../registry/read-tags.ts'
import type { Base } from './base.ts'
import type { BaselineInput } from './inputs.ts'
import type { ModelCommit } from './subject-at-commit.ts'

/** The registry as a comparison needs it. */
export interface Registered {
  readonly registry: Registry
  /** In order of promotion, by the base branch. */
  readonly stages: readonly string[]
  /** Set where origin could not be read, and these are the tags of this clone. */
  readonly unreachable: OriginUnreachable | undefined
}

/** The commit of a version. */
export interface RegisteredCommit extends ModelCommit {
  /** The version. */
  readonly ref: string
  /** Of the file that was registered, where its tag says so. */
  readonly digest: string | undefined
}

/**
 * Reads the registry when it is first asked for; a comparison whose gates name no version never asks.
 *
 * @param how.local this clone's own tags: origin is not asked
 */
export function readOnce(
  project: Project,
  base: Base | undefined,
  host: Host,
  { local = false }: { readonly local?: boolean } = {},
): () => Promise<Registered> {
  return once(() => read(project, { stages: (base?.policy ?? project.config).stages, local }, host))
}

async function read(
  { inGit, root }: Project,
  { local, stages }: { readonly stages: readonly string[]; readonly local: boolean },
  host: Host,
): Promise<Registered> {
  if (!inGit) return { registry: new Map(), stages, unreachable: undefined }
  const over = async (local: boolean) => readRegistry(annotated((await readTagsOf(root, { local }, host)).tags))
  try {
    return { registry: await over(local), stages, unreachable: undefined }
  } catch (error) {
    if (!(error instanceof OriginUnreachable)) throw error
    host.warn(`${error.message.replace(/; --local.*/, '')}; versions are those that this clone knows`)
    return { registry: await over(true), stages, unreachable: error }
  }
}

/** What the gates of a model name beside the base: production, unless a file stands in for it, and versions. */
export function registryRoles({ gates }: Pick<Model, 'gates'>, input: BaselineInput): string[] {
  const roles = gates.flatMap(({ against }) => (against === undefined || against === 'base' ? [] : [against]))
  return [...new Set(roles)].filter((role) => role !== 'production' || input.production === undefined)
}

/**
 * The commit of a version, or of what is in production.
 *
 * @returns undefined where nothing is in production yet
 * @throws {UserError} if there is no such version, or nobody can tell because origin could not be read
 */
export async function versionInRole(
  project: Project,
  { name }: Model,
  role: string,
  { registered }: { readonly registered: () => Promise<Registered> },
): Promise<RegisteredCommit | undefined> {
  const { registry, stages, unreachable } = await registered()
  const version = find(registry, name, role, stages, unreachable)
  if (version === undefined) return undefined
  const { commit } = version
  const config = await configAt(project, commit, project.config.file)
  const model = config?.models.find((one) => one.name === name)
  if (config === undefined || model === undefined) {
    throw new UserError(
      `Missing model ${name} in ${project.config.file} at ${commit.slice(0, 7)}, expected it there: ${name} ${version.version} is that commit`,
    )
  }
  const digest = version.registration === null ? undefined : registeredDigest(version.registration.message)
  return { role, ref: version.version, commit, config, digest }
}

function find(
  registry: Registry,
  name: string,
  role: string,
  stages: readonly string[],
  unreachable: OriginUnreachable | undefined,
): ModelVersion | undefined {
  const model = registry.get(name)
  if (role !== 'production') {
    if (model !== undefined) return findVersion(model, role)
    throw unreachable ?? new UserError(`Unknown version \`${role}\` of ${name} in a gate, none of it is registered yet`)
  }
  const stage = stages.includes('production') ? 'production' : stages.at(-1)
  const version = stage === undefined ? undefined : model?.stages.get(stage)
  if (version === undefined && unreachable !== undefined) throw unreachable
  return version
}

/** A sentence where the model that was read is not the one that was registered: trained again, it came out another. */
export function otherBytes({ digest, ref, role }: RegisteredCommit, found: string): string | undefined {
  if (digest === undefined || digest === found || !digest.startsWith('sha256:')) return undefined
  const name = role === ref || role === 'base' ? ref : `${ref} in ${role}`
  return `The model of ${name} is not bit for bit the one that was registered: ${found.slice(0, 14)}…, registered was ${digest.slice(0, 14)}….`
}
