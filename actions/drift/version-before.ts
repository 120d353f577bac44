import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { namesVersion } from '../../core/ledger/registry/names-version.ts'
import { rollBack } from '../../core/ledger/registry/roll-back.ts'
import { registeredDigest } from '../../core/ledger/registry/tag-message.ts'
import type { Host } from '../action.ts'
import { type RegisteredCommit, readOnce, versionInRole } from '../compare/registered.ts'
import type { Project } from '../project.ts'
import type { ProductionWindow } from './watch.ts'

/**
 * The version that a rollback would give production back to, and the stage.
 *
 * @param window which version answered in it: where that is not in production any more, a rollback is no answer to it;
 *   `local`: by this clone's own tags
 * @returns undefined where there is none
 * @throws {UserError} if the registry cannot be read
 */
export async function versionBefore(
  project: Project,
  model: Model,
  { local, range, version }: Pick<ProductionWindow, 'range' | 'version'> & { readonly local: boolean },
  host: Host,
): Promise<{ readonly version: RegisteredCommit; readonly stage: string } | undefined> {
  const registered = readOnce(project, undefined, host, { local })
  const { registry, stages } = await registered()
  const own = registry.get(model.name)
  const stage = stages.includes('production') ? 'production' : stages.at(-1)
  const holder = stage === undefined ? undefined : own?.stages.get(stage)
  if (own === undefined || stage === undefined || holder === undefined) return undefined
  const since = holder.held.get(stage)?.at.getTime() ?? Number.NEGATIVE_INFINITY
  const digest = holder.registration === null ? undefined : registeredDigest(holder.registration.message)
  const answered =
    version === undefined
      ? range === undefined || since < range.to
      : namesVersion(version, { ref: holder.version, digest })
  if (!answered) return undefined
  try {
    const { version: before } = rollBack(own, stage, undefined, { names: stages, place: project.config.file })
    const found = before === null ? undefined : await versionInRole(project, model, before, { registered })
    return found && { version: found, stage }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return undefined
  }
}
