import * as z from 'zod'
import type { Run } from '../../core/artifacts/run.ts'
import { UserError } from '../../core/errors.ts'
import { defineAction } from '../action.ts'
import { forceInput, outInput, projectInputs } from '../inputs.ts'
import { openProject } from '../project.ts'
import { sayTrained } from './say-trained.ts'
import { trainModel } from './train-model.ts'

/** `contender train` */
export const train = defineAction({
  name: 'train',
  summary: 'train the models of contender.yml, by your own command or a built-in trainer',
  examples: [
    ['contender train', 'train every model that has a `train` section'],
    ['contender train --model delay', 'train one model'],
    ['contender train --force', 'train though nothing has changed'],
  ],
  inputs: z.strictObject({ ...projectInputs, ...outInput, ...forceInput }),
  async main(input, host) {
    const project = await openProject(input, host)
    const trained = project.models.filter((model) => model.train !== undefined)
    if (trained.length === 0)
      throw new UserError(
        `No model of ${input.config} has a \`train\` section, expected one with \`run\` or \`builtin\``,
      )
    const runs: Run[] = []
    let text = ''
    for (const model of trained) {
      const done = await trainModel(project, model, host, input.force)
      runs.push(done.run)
      text += sayTrained(project, done, host)
    }
    return { outcome: 'pass', text, artifact: runs.length === 1 ? runs[0] : runs }
  },
})
