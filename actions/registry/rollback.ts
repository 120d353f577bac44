import * as z from 'zod'
import { findModel } from '../../core/ledger/registry/find.ts'
import { lastStage, rollBack } from '../../core/ledger/registry/roll-back.ts'
import { renderChange } from '../../reports/registry.ts'
import { defineAction } from '../action.ts'
import { changeInputs, changeRegistry } from './change-registry.ts'
import { stagesOf } from './open-registry.ts'

/** `contender registry rollback` */
export const rollback = defineAction({
  name: 'registry rollback',
  summary: 'give a stage back to the version before',
  examples: [
    ['contender registry rollback delay', 'the last stage that has a version, to what was there before'],
    ['contender registry rollback delay staging --to v1.0.0', 'a stage and a version by name'],
  ],
  inputs: z.strictObject({
    model: z.string().describe('A registered model'),
    stage: z.string().optional().describe('Else the last stage that has a version'),
    to: z.string().optional().describe('A version that was in the stage; else the one before'),
    ...changeInputs,
  }),
  positional: ['model', 'stage'],
  async main(input, host) {
    let replaced: string | undefined
    const { change } = await changeRegistry(input, host, (open) => {
      const model = findModel(open.registry, input.model)
      const stages = stagesOf(open)
      const stage = input.stage ?? lastStage(model, stages)
      replaced = model.stages.get(stage)?.version
      return { changes: [rollBack(model, stage, input.to, stages)], action: 'rollback' }
    })
    return { outcome: 'pass', text: renderChange(change, replaced, host.paint), artifact: change }
  },
})
