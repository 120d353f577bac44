import { UserError } from '../../errors.ts'
import type { Change } from './change.ts'
import { checkStage, findVersion } from './find.ts'
import type { ModelVersion, RegisteredModel } from './registry.ts'

/** Stages in the order of promotion, and the config that says so. */
export interface Stages {
  readonly names: readonly string[]
  readonly place: string
}

/**
 * Gives a stage to a version. A version goes up one stage at a time: it must hold the stage before, or
 * have held it.
 *
 * @throws {UserError} if the version or stage is unknown, the version is deprecated, holds the stage already,
 *   or was never in the stage before
 */
export function assign(model: RegisteredModel, name: string, stage: string, { names, place }: Stages): Change {
  checkStage(stage, names, place)
  const version = findVersion(model, name)
  if (version.registration === null) {
    throw new UserError(
      `Unexpected version: commit ${version.commit.slice(0, 7)} was never registered as a version of ${model.name}: contender registry register ${model.name} --commit ${version.commit.slice(0, 7)}`,
    )
  }
  refuseDeprecated(model, version)
  if (model.stages.get(stage)?.version === name) {
    throw new UserError(`Unexpected promotion: ${model.name} ${name} is in ${stage} already`)
  }
  const before = names[names.indexOf(stage) - 1]
  if (before !== undefined && !version.held.has(before)) {
    throw new UserError(
      `Unexpected promotion of ${model.name} ${name} to ${stage}: it was never in ${before}, and the order in ${place} is ${names.join(' → ')}`,
    )
  }
  return { action: 'assign', version: name, stage, commit: version.commit }
}

/** @throws {UserError} if the whole model, or this version of it, is deprecated */
export function refuseDeprecated({ deprecated, name }: RegisteredModel, version: ModelVersion): void {
  if (version.deprecated) {
    throw new UserError(
      `Unexpected version: ${name} ${version.version} is deprecated, register it again or take another`,
    )
  }
  if (deprecated) {
    throw new UserError(`Unexpected model: ${name} is deprecated, register a version of it to take it up again`)
  }
}

/**
 * Leaves a stage without a version: the one that holds it, and those that held it before and that nobody
 * took it from, for each of them would hold it again.
 *
 * @returns the holder first
 * @throws {UserError} if the stage has no version
 */
export function unassign({ name, stages, versions }: RegisteredModel, stage: string, known: Stages): Change[] {
  const holder = stages.get(stage)
  if (holder === undefined) {
    checkStage(stage, [...new Set([...known.names, ...stages.keys()])], known.place)
    throw new UserError(`Unexpected unassign: no version of ${name} is in ${stage}`)
  }
  const others = versions.filter((one) => one !== holder && !one.deprecated && one.held.get(stage)?.stays === true)
  return [holder, ...others].map(({ commit, version }) => ({ action: 'unassign', version, stage, commit }))
}
