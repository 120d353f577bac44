import * as z from 'zod'
import { UserError } from '../../core/errors.ts'
import { overallOutcome } from '../../core/gates.ts'
import { joinErrors } from '../../core/join-errors.ts'
import { sayRetrainings, summarizeRetrainings } from '../../reports/retrainings.ts'
import { defineAction } from '../action.ts'
import { eachModel } from '../each-model.ts'
import { atInput, outInput, projectInputs } from '../inputs.ts'
import { openProject } from '../project.ts'
import { openTask } from './open-task.ts'
import { retrainModel } from './retrain-model.ts'
import type { Retrained } from './task.ts'

const inputs = z.strictObject({
  ...projectInputs,
  model: projectInputs.model.describe(
    'Only this model. Naming it asks for it: it is trained though nothing else asks for it, unless its cooldown, its budget or an earlier try for the same reason holds',
  ),
  ...outInput,
  force: z
    .boolean()
    .default(false)
    .describe('Train though nothing asks for it, within the cooldown, or once more for the same reason'),
  reason: z.string().optional().describe('Why it is asked for: stands in the pull request'),
  ...atInput,
  write: z.boolean().default(false).describe('Write the files of a challenger that wins into the working tree'),
  dryRun: z.boolean().default(false).describe('Say what would be trained, and on what; train and write nothing'),
})

/** `contender retrain`: trains on newer rows, and opens a pull request where the challenger wins. */
export const retrain = defineAction({
  name: 'retrain',
  summary: 'train on newer rows, and open a pull request only where the challenger beats production',
  examples: [
    ['contender retrain --dry-run', 'which models would be trained, why, and on which rows'],
    ['contender retrain --model delay --write', 'one model; the files of a win go into the working tree'],
    ['contender retrain --model delay --force', 'though its cooldown is not over'],
  ],
  inputs,
  outputs: {
    retrained:
      'JSON list, one a model: `[{"model":"delay","became":"won","because":"…","pull":{"number":12,"url":"https://…"}}]`',
  },
  async main(input, host) {
    const now = input.at === undefined ? host.now() : new Date(input.at)
    const here = await openProject(input, host)
    const asked = input.model !== undefined
    const models = here.models.filter(({ retrain }) => asked || retrain !== undefined)
    if (models.every(({ retrain }) => retrain === undefined))
      throw new UserError(
        `No model of ${input.config} has a \`retrain\` section${asked ? ` under the name ${input.model}` : ''}, expected one with \`train_on\` and \`holdout\``,
      )
    const { dryRun, force, reason, write } = input
    const task = await openTask(here, { now, asked, dryRun, force, reason, write }, host)
    const { done, failures } = await eachModel(models, here, (model) => retrainModel(here, model, task))
    // Of a model that failed nobody knows.
    const outcome = overallOutcome([...done, ...failures.map(() => ({ outcome: 'undecided' as const }))])
    const failed = [...failures, ...done.flatMap(({ failure }) => failure ?? [])]
    return {
      outcome,
      failure: failed.length > 0 ? joinErrors(failed) : undefined,
      text: sayRetrainings(done, host.paint),
      artifact: { schema: 'contender/retrained@1', commit: here.commit, outcome, models: done.map(kept) },
      outputs: { retrained: JSON.stringify(done.map(shown)) },
      summary: summarizeRetrainings(done),
    }
  },
})

/** What went wrong beside it is told apart. */
function kept({ failure: _, ...model }: Retrained) {
  return model
}

function shown({ became, because, issue, model, pull }: Retrained) {
  return { model, became, because, pull, issue }
}
