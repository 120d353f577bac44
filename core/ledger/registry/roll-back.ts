import { UserError } from '../../errors.ts'
import type { Change } from './change.ts'
import { checkStage, findVersion } from './find.ts'
import { refuseDeprecated, type Stages } from './promote.ts'
import type { ModelVersion, RegisteredModel } from './registry.ts'

/**
 * Gives a stage back to a version that held it before. No order is asked for: it has been there.
 *
 * @param to a version; undefined for the one before the holder
 * @throws {UserError} if there is none to go back to, or it is deprecated or was never in the stage
 */
export function rollBack(model: RegisteredModel, stage: string, to: string | undefined, known: Stages): Change {
  const { name, stages } = model
  checkStage(stage, [...new Set([...known.names, ...stages.keys()])], known.place)
  const holder = stages.get(stage)
  const target = to === undefined ? before(model, stage) : findVersion(model, to)
  if (target === undefined) {
    const why = holder === undefined ? 'no version is in it' : `${holder.version} is the first that was there`
    throw new UserError(`Nothing to roll back to in ${stage} of ${name}: ${why}`)
  }
  refuseDeprecated(model, target)
  if (target === holder) throw new UserError(`Unexpected rollback: ${name} ${target.version} is in ${stage} already`)
  if (!target.held.has(stage)) {
    throw new UserError(
      `Unexpected rollback of ${name} to ${target.version}: it was never in ${stage}; promote it with contender registry assign`,
    )
  }
  return { action: 'assign', version: target.version, stage, commit: target.commit }
}

/** The stage to roll back in, where none is named: the last of the config's that has a version. */
export function lastStage({ stages }: RegisteredModel, { names }: Stages): string {
  return names.findLast((stage) => stages.has(stage)) ?? names.at(-1)!
}

/**
 * The version that a stage goes back to: what held it below the holder. A version that takes the stage a
 * second time goes back to its own place, so that two rollbacks go back two versions and do not return to
 * the one that was left.
 */
function before({ events, stages, versions }: RegisteredModel, stage: string): ModelVersion | undefined {
  let held: string[] = []
  for (const event of events.toReversed()) {
    if (event.stage !== stage) continue
    const at = held.indexOf(event.version!)
    if (event.action === 'unassign') held = held.filter((version) => version !== event.version)
    else held = [...held.slice(0, at < 0 ? held.length : at), event.version!]
  }
  const usable = held.filter((name) => !versions.some(({ deprecated, version }) => version === name && deprecated))
  const holder = usable.indexOf(stages.get(stage)?.version ?? '')
  return versions.find(({ version }) => version === usable[holder - 1])
}
