import { UserError } from '../../errors.ts'
import type { Change } from './change.ts'
import { findVersion } from './find.ts'
import type { RegisteredModel } from './registry.ts'

/**
 * Says that a version, or a whole model, is not to be used any more. GTO deprecates models only; what it has
 * for a version is its deregistration.
 *
 * @param name of a version; undefined for the whole model
 * @throws {UserError} if it is deprecated already, or is in a stage
 */
export function deprecate(model: RegisteredModel, name: string | undefined): Change {
  const version = name === undefined ? undefined : findVersion(model, name)
  const what = name === undefined ? model.name : `${model.name} ${name}`
  if (version === undefined ? model.deprecated : version.deprecated) {
    throw new UserError(`Unexpected deprecation: ${what} is deprecated already`)
  }
  const [held] = [...model.stages].filter(([, holder]) => version === undefined || holder === version)
  if (held !== undefined) {
    const [stage, holder] = held
    throw new UserError(
      `Unexpected deprecation of ${what}: ${holder.version} is in ${stage}; roll back or unassign it first`,
    )
  }
  if (version !== undefined)
    return { action: 'deregister', version: version.version, stage: null, commit: version.commit }
  return { action: 'deprecate', version: null, stage: null, commit: model.events[0]!.tag.commit }
}
