import { suggest, UserError } from '../../errors.ts'
import type { ModelVersion, RegisteredModel, Registry } from './registry.ts'
import { isVersion } from './version.ts'

/** @throws {UserError} if nothing of that name was ever registered, with the nearest name that was */
export function findModel(registry: Registry, name: string): RegisteredModel {
  const model = registry.get(name)
  if (model !== undefined) return model
  const known = [...registry.keys()].sort()
  if (known.length === 0) {
    throw new UserError(`Unknown model \`${name}\`, none is registered yet: contender registry register ${name}`)
  }
  throw new UserError(`Unknown model \`${name}\` in the registry, ${suggest(name, known)}`)
}

/** @throws {UserError} if the model has no such version, with the nearest that it has */
export function findVersion(model: RegisteredModel, name: string): ModelVersion {
  const found = model.versions.find(({ version }) => version === name)
  if (found !== undefined) return found
  const known = model.versions.map(({ version }) => version).filter(isVersion)
  throw new UserError(`Unknown version \`${name}\` of ${model.name}, ${suggest(name, known)}`)
}

/** @throws {UserError} if the stage is not one of the config's, with the nearest that is */
export function checkStage(stage: string, stages: readonly string[], place: string): void {
  if (stages.includes(stage)) return
  throw new UserError(`Unknown stage \`${stage}\` in ${place}, ${suggest(stage, stages)}`)
}
