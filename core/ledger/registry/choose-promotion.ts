import { UserError } from '../../errors.ts'
import type { Change } from './change.ts'
import { findVersion } from './find.ts'
import { assign, type Stages } from './promote.ts'
import type { ModelVersion, RegisteredModel } from './registry.ts'
import { compareVersions, isVersion } from './version.ts'

/** What a person named of a promotion. */
export interface Wanted {
  readonly version: string | undefined
  readonly stage: string | undefined
}

/**
 * The promotion that somebody means who does not name all of it. Without a stage it is the one after the last that the
 * version has been in; without a version it is the newest that may go there and is newer than the one that is there.
 *
 * @throws {UserError} if there is none, or it breaks a rule of promotion
 * @example
 * choosePromotion(delay, { version: undefined, stage: undefined }, stages).stage // 'production'
 */
export function choosePromotion(model: RegisteredModel, { stage, version }: Wanted, stages: Stages): Change {
  if (version !== undefined) {
    return assign(model, version, stage ?? stageAfter(model, findVersion(model, version), stages), stages)
  }
  const { latest } = model
  if (latest === undefined) {
    throw new UserError(`Unexpected promotion: every version of ${model.name} is deprecated, or none is registered`)
  }
  if (stage === undefined) return assign(model, latest.version, stageAfter(model, latest, stages), stages)
  return assign(model, (newestFor(model, stage, stages) ?? latest).version, stage, stages)
}

/** The highest version that was in the stage before and is above the one that is there. */
function newestFor({ stages, versions }: RegisteredModel, stage: string, { names }: Stages): ModelVersion | undefined {
  const before = names[names.indexOf(stage) - 1]
  const holder = stages.get(stage)?.version
  return versions.find(
    ({ deprecated, held, version }) =>
      isVersion(version) &&
      !deprecated &&
      (before === undefined || held.has(before)) &&
      (holder === undefined || !isVersion(holder) || compareVersions(version, holder) > 0),
  )
}

function stageAfter({ name, stages }: RegisteredModel, { held, version }: ModelVersion, { names }: Stages): string {
  const last = names.findLastIndex((stage) => held.has(stage))
  const next = names[last + 1]
  if (next !== undefined) return next
  const there = stages.get(names[last]!)?.version === version
  throw new UserError(
    there
      ? `Unexpected promotion: ${name} ${version} is in ${names[last]}, the last stage`
      : `Unexpected promotion: ${name} ${version} has been in every stage; name the one that it shall come back to`,
  )
}
