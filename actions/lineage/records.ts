import type { LineageVersion } from '../../core/artifacts/lineage.ts'
import type { AuditEvent } from '../../core/ledger/event.ts'
import type { ModelVersion, RegisteredModel, Registry } from '../../core/ledger/registry/registry.ts'
import { registeredDigest } from '../../core/ledger/registry/tag-message.ts'
import type { Project } from '../project.ts'
import type { History } from '../runs/open-history.ts'
import { type ConfigPlace, type ModelAt, modelAt } from './model-at.ts'

/** All that a lineage is read from. */
export interface Records {
  readonly project: Project
  readonly history: History
  readonly registry: Registry
  readonly audit: readonly AuditEvent[]
  /** As `modelAt`; each commit is read once. */
  readonly fileAt: (model: string, commit: string) => Promise<ModelAt>
}

/** `modelAt` that remembers: many versions may be asked about the same commits. */
export function rememberFiles(project: ConfigPlace): Records['fileAt'] {
  const known = new Map<string, Promise<ModelAt>>()
  return (model, commit) => {
    const key = `${commit} ${model}`
    const found = known.get(key) ?? modelAt(project, model, commit)
    known.set(key, found)
    return found
  }
}

/** A version as artifacts show it. */
export function versionOf({ stages }: RegisteredModel, version: ModelVersion): LineageVersion {
  return {
    version: version.version,
    commit: version.commit,
    deprecated: version.deprecated,
    stages: [...stages].flatMap(([stage, holder]) => (holder === version ? [stage] : [])),
  }
}

/**
 * The file of a version: what its commit holds; where Git does not hold it, what the registration says.
 * A registration that names other bytes than the commit holds is told.
 */
export async function fileOfVersion(
  { fileAt }: Pick<Records, 'fileAt'>,
  model: string,
  { commit, registration, version }: ModelVersion,
): Promise<ModelAt> {
  const file = await fileAt(model, commit)
  const named = registeredDigest(registration?.message ?? '')
  // DVC's md5 cannot be held against the SHA-256 of a run.
  if (named === undefined || !named.startsWith('sha256:') || named === file.digest) return file
  if (file.digest === undefined)
    return {
      ...file,
      uri: file.uri ?? version,
      digest: named,
      because: `${file.because} Its digest is the one that the tag ${version} names.`,
    }
  return { ...file, because: `The tag ${version} names other bytes: ${named}.` }
}

/** The versions of a model whose file is this one; where Git does not hold their files, those of this commit. */
export async function versionsOf(
  records: Records,
  {
    artifact,
    commit,
    model,
  }: { readonly artifact: { readonly digest: string }; readonly commit: string | null; readonly model: string },
): Promise<LineageVersion[]> {
  const registered = records.registry.get(model)
  if (registered === undefined) return []
  const found = await Promise.all(
    registered.versions.map(async (version) => {
      const { digest } = await fileOfVersion(records, model, version)
      return digest === undefined ? version.commit === commit : digest === artifact.digest
    }),
  )
  return registered.versions.filter((_, at) => found[at]).map((version) => versionOf(registered, version))
}
