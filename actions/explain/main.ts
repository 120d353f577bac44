import * as z from 'zod'
import { UserError } from '../../core/errors.ts'
import { renderExplainedRow } from '../../reports/explained-row.ts'
import { defineAction } from '../action.ts'
import { outInput, projectInputs } from '../inputs.ts'
import { openProject } from '../project.ts'
import { explainRow } from './explain-row.ts'

/** `contender explain` */
export const explain = defineAction({
  name: 'explain',
  summary: 'how the answer for one test row came about, feature by feature',
  examples: [['contender explain --row 7', 'of the test row of this id, or of this number where the data has no id']],
  inputs: z.strictObject({
    ...projectInputs,
    row: z
      .string({ error: 'expected an id, or the number of a row' })
      .describe('Id of a test row, or its number from 1'),
    ...outInput,
  }),
  async main(input, host) {
    const project = await openProject(input, host)
    const [model, ...others] = project.models
    if (model === undefined || others.length > 0) {
      throw new UserError(
        `Unexpected ${project.models.length} models, expected one to explain; name it with \`--model\``,
      )
    }
    const found = await host.step(`${model.name}: explaining row ${input.row}`, () =>
      explainRow(project, model, input.row),
    )
    return { outcome: 'pass', text: renderExplainedRow(found, host.paint), artifact: found }
  },
})
