import * as z from 'zod'
import { findModel } from '../../core/ledger/registry/find.ts'
import { unassign as planUnassign } from '../../core/ledger/registry/promote.ts'
import { renderChange } from '../../reports/registry.ts'
import { defineAction } from '../action.ts'
import { changeInputs, changeRegistry } from './change-registry.ts'
import { stagesOf } from './open-registry.ts'

/** `contender registry unassign` */
export const unassign = defineAction({
  name: 'registry unassign',
  summary: 'leave a stage without a version',
  examples: [['contender registry unassign delay staging', 'no version of delay is in staging any more']],
  inputs: z.strictObject({
    model: z.string().describe('A registered model'),
    stage: z.string().describe('A stage that has a version of it'),
    ...changeInputs,
  }),
  positional: ['model', 'stage'],
  async main(input, host) {
    const { change } = await changeRegistry(input, host, (open) => ({
      changes: planUnassign(findModel(open.registry, input.model), input.stage, stagesOf(open)),
    }))
    return { outcome: 'pass', text: renderChange(change, undefined, host.paint), artifact: change }
  },
})
