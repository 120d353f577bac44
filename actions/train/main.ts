import * as z from 'zod'
import type { Run } from '../../core/artifacts/run.ts'
import { UserError } from '../../core/errors.ts'
import { defineAction } from '../action.ts'
import { outInput, projectInputs } from '../inputs.ts'
import { openProject, shownPath } from '../project.ts'
import { trainModel } from './train-model.ts'

/** `contender train` */
export const train = defineAction({
  name: 'train',
  summary: 'train the models of contender.yml, by your own command or a built-in trainer',
  examples: [
    ['contender train', 'train every model that has a `train` section'],
    ['contender train --model delay', 'train one model'],
  ],
  inputs: z.strictObject({ ...projectInputs, ...outInput }),
  async main(input, host) {
    const project = await openProject(input, host)
    const trained = project.models.filter((model) => model.train !== undefined)
    if (trained.length === 0)
      throw new UserError(
        `No model of ${input.config} has a \`train\` section, expected one with \`run\` or \`builtin\``,
      )
    const runs: Run[] = []
    for (const model of trained) runs.push(await trainModel(project, model, host))
    const text = runs.map(({ artifact, model, seconds, seeds }) => {
      const repeats = seeds.length === 1 ? '' : ` and ${seeds.length - 1} more with other seeds`
      return `${host.paint('bold', model)}  trained in ${seconds.toFixed(1)} s: ${shownPath(project, artifact.uri)}, ${artifact.bytes.toLocaleString('en-US')} bytes${repeats}\n`
    })
    return { outcome: 'pass', text: text.join(''), artifact: runs.length === 1 ? runs[0] : runs }
  },
})
