import * as z from 'zod'
import type { RegistryHistory } from '../../core/artifacts/registry.ts'
import { historyOf } from '../../core/ledger/registry/event-order.ts'
import { findModel } from '../../core/ledger/registry/find.ts'
import { renderHistory } from '../../reports/registry.ts'
import { defineAction } from '../action.ts'
import { openRegistry, registryInputs } from './open-registry.ts'

/** `contender registry history` */
export const history = defineAction({
  name: 'registry history',
  summary: 'what was done to versions and stages, by whom and why',
  examples: [
    ['contender registry history', 'of all models, newest first'],
    ['contender registry history delay --json', 'of one, for a program'],
  ],
  inputs: z.strictObject({
    model: z.string().optional().describe('A registered model; else all'),
    ...registryInputs,
  }),
  positional: ['model'],
  async main(input, host) {
    const { registry } = await openRegistry(input, host)
    const events = input.model === undefined ? historyOf(registry) : findModel(registry, input.model).events
    const artifact: RegistryHistory = {
      schema: 'contender/registry-history@1',
      events: events.map(({ action, artifact, stage, tag, version }) => ({
        at: tag.at.toISOString(),
        model: artifact,
        action,
        version,
        stage,
        commit: tag.commit,
        by: tag.by,
        message: tag.message,
        tag: tag.name,
      })),
    }
    return { outcome: 'pass', text: renderHistory(artifact, host.paint), artifact }
  },
})
