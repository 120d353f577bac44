import * as z from 'zod'
import type { RegistryArtifact } from '../../core/artifacts/registry.ts'
import { findModel } from '../../core/ledger/registry/find.ts'
import type { RegisteredModel } from '../../core/ledger/registry/registry.ts'
import { renderRegistry, renderVersions } from '../../reports/registry.ts'
import { defineAction } from '../action.ts'
import { openRegistry, registryInputs } from './open-registry.ts'

/** `contender registry show` */
export const show = defineAction({
  name: 'registry show',
  summary: 'versions of models, and which is in which stage',
  examples: [
    ['contender registry show', 'all models, with their stages'],
    ['contender registry show delay', 'the versions of one'],
  ],
  inputs: z.strictObject({
    model: z.string().optional().describe('A registered model; else all'),
    ...registryInputs,
  }),
  positional: ['model'],
  async main(input, host) {
    const { config, registry } = await openRegistry(input, host)
    const models = input.model === undefined ? [...registry.values()] : [findModel(registry, input.model)]
    const used = models.flatMap(({ stages }) => [...stages.keys()])
    const stages = [...new Set([...(config?.stages ?? []), ...used.sort()])]
    const artifact: RegistryArtifact = {
      schema: 'contender/registry@1',
      models: models.map((model) => describe(model, stages)).sort((a, b) => (a.model < b.model ? -1 : 1)),
    }
    const text =
      input.model === undefined ? renderRegistry(artifact, host.paint) : renderVersions(artifact.models[0]!, host.paint)
    return { outcome: 'pass', text, artifact }
  },
})

function describe(model: RegisteredModel, stages: readonly string[]): RegistryArtifact['models'][number] {
  return {
    model: model.name,
    latest: model.latest?.version ?? null,
    deprecated: model.deprecated,
    stages: Object.fromEntries(stages.map((stage) => [stage, model.stages.get(stage)?.version ?? null])),
    versions: model.versions.map((one) => ({
      version: one.version,
      commit: one.commit,
      at: one.registration?.at.toISOString() ?? null,
      by: one.registration?.by ?? null,
      tag: one.registration?.name ?? null,
      deprecated: one.deprecated,
      stages: stages.filter((stage) => model.stages.get(stage) === one),
    })),
  }
}
