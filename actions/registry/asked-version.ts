import { suggest, UserError } from '../../core/errors.ts'
import { findModel, findVersion } from '../../core/ledger/registry/find.ts'
import type { ModelVersion, RegisteredModel, Registry } from '../../core/ledger/registry/registry.ts'

/** A version that somebody asks for. */
export interface AskedVersion {
  readonly model: RegisteredModel
  readonly version: ModelVersion
}

/**
 * A version by its name (`delay@v1.2.0`, or `v1.2.0` where one model can be meant), or that which holds a stage
 * (`delay#production`).
 *
 * @param oneModel the model where none is named
 * @returns undefined where the name is that of something else
 * @throws {UserError} if there is no such version
 */
export function askedVersion(asked: string, registry: Registry, oneModel: () => string): AskedVersion | undefined {
  const [, artifact, mark, rest] = /^(.+?)([@#])([^@#]+)$/.exec(asked) ?? []
  if (artifact !== undefined) {
    const model = findModel(registry, artifact)
    return { model, version: mark === '@' ? findVersion(model, rest!) : holderOf(model, rest!) }
  }
  if (!/^v\d+\.\d+\.\d+/.test(asked)) return undefined
  const model = findModel(registry, oneModel())
  return { model, version: findVersion(model, asked) }
}

function holderOf(model: RegisteredModel, stage: string): ModelVersion {
  const holder = model.stages.get(stage)
  if (holder !== undefined) return holder
  throw new UserError(
    `Unknown stage \`${stage}\` of ${model.name}: no version holds it, ${suggest(stage, [...model.stages.keys()])}`,
  )
}
