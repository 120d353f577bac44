import * as z from 'zod'
import { deprecate as planDeprecation } from '../../core/ledger/registry/deprecate.ts'
import { findModel } from '../../core/ledger/registry/find.ts'
import { renderChange } from '../../reports/registry.ts'
import { defineAction } from '../action.ts'
import { changeInputs, changeRegistry } from './change-registry.ts'

/** `contender registry deprecate` */
export const deprecate = defineAction({
  name: 'registry deprecate',
  summary: 'say that a version, or a whole model, is not to be used any more',
  examples: [
    ['contender registry deprecate delay v1.1.0 --reason "Trained on a leak"', 'no stage can have it any more'],
  ],
  inputs: z.strictObject({
    model: z.string().describe('A registered model'),
    version: z.string().optional().describe('One of its versions; else the whole model'),
    ...changeInputs,
  }),
  positional: ['model', 'version'],
  async main(input, host) {
    const { change } = await changeRegistry(input, host, ({ registry }) => ({
      changes: [planDeprecation(findModel(registry, input.model), input.version)],
    }))
    return { outcome: 'pass', text: renderChange(change, undefined, host.paint), artifact: change }
  },
})
