import type { LineageVersion } from '../../core/artifacts/lineage.ts'
import type { AuditEvent } from '../../core/ledger/event.ts'
import type { ModelVersion, RegisteredModel, Registry } from '../../core/ledger/registry/registry.ts'
import type { Project } from '../project.ts'
import type { History } from '../runs/open-history.ts'
import { type ModelAt, modelAt } from './model-at.ts'

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
export function rememberFiles(project: Project): Records['fileAt'] {
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

/** The versions of a model whose file is this one; where Git does not hold their files, those of this commit. */
export async function versionsOf(
  { fileAt, registry }: Records,
  {
    artifact,
    commit,
    model,
  }: { readonly artifact: { readonly digest: string }; readonly commit: string | null; readonly model: string },
): Promise<LineageVersion[]> {
  const registered = registry.get(model)
  if (registered === undefined) return []
  const found = await Promise.all(
    registered.versions.map(async (version) => {
      const { digest } = await fileAt(model, version.commit)
      return digest === undefined ? version.commit === commit : digest === artifact.digest
    }),
  )
  return registered.versions.filter((_, at) => found[at]).map((version) => versionOf(registered, version))
}
