import * as z from 'zod'
import { UserError } from '../../core/errors.ts'
import { renderTraining } from '../../reports/training.ts'
import { defineAction } from '../action.ts'
import { forceInput, outInput, projectInputs } from '../inputs.ts'
import { openProject } from '../project.ts'
import { sayTrained } from './say-trained.ts'
import { type Trained, trainModel } from './train-model.ts'

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
  outputs: {
    trained:
      'JSON: model → `run`, `digest`, `path` of the model file from where the config stands, and whether training was `skipped`',
  },
  async main(input, host) {
    const project = await openProject(input, host)
    const trained = project.models.filter((model) => model.train !== undefined)
    if (trained.length === 0)
      throw new UserError(
        `No model of ${input.config} has a \`train\` section, expected one with \`run\` or \`builtin\``,
      )
    const all: Trained[] = []
    let text = ''
    for (const model of trained) {
      const done = await trainModel(project, model, host, input.force)
      all.push(done)
      text += sayTrained(project, done, host)
    }
    const runs = all.map(({ run }) => run)
    return {
      outcome: 'pass',
      text,
      artifact: runs.length === 1 ? runs[0] : runs,
      outputs: { trained: JSON.stringify(Object.fromEntries(all.map(trainedOutput))) },
      summary: renderTraining(all),
    }
  },
})

function trainedOutput({ run, skipped }: Trained) {
  return [run.model, { run: run.id, digest: run.artifact.digest, path: run.artifact.uri, skipped }] as const
}
