import * as z from 'zod'
import type { Validation } from '../../core/artifacts/validation.ts'
import { UserError } from '../../core/errors.ts'
import { plain } from '../../reports/plain.ts'
import { renderValidations } from '../../reports/validation-section.ts'
import { renderValidation } from '../../reports/validation-terminal.ts'
import { defineAction } from '../action.ts'
import { annotateData } from '../annotate-gates.ts'
import { outInput, projectInputs } from '../inputs.ts'
import { artifactPath, openProject, type Project } from '../project.ts'
import { readContract } from './read-contract.ts'
import { hasData, validateModel } from './validate-model.ts'
import { writeContract } from './write-contract.ts'

/** `contender validate` */
export const validate = defineAction({
  name: 'validate',
  summary: 'check the data against its contract, and for leaks, duplicates and personal data',
  examples: [
    ['contender validate', 'check the data of every model of contender.yml'],
    ['contender validate --write --force', 'make contender.schema.yml from the data, to be reviewed, and check by it'],
    ['contender validate --model delay', 'check the data of one model'],
  ],
  inputs: z.strictObject({
    ...projectInputs,
    write: z.boolean().default(false).describe('Make contender.schema.yml from the data as it is'),
    force: z.boolean().default(false).describe('With --write: make it again for models that it has'),
    ...outInput,
  }),
  outputs: { validation: 'JSON: model → `outcome`, and `path` of its validation.json' },
  async main(input, host) {
    if (input.force && !input.write)
      throw new UserError('Unexpected --force without --write, expected it where a contract is written')
    const project = await openProject(input, host)
    if (!project.models.some(({ data }) => hasData(data)))
      throw new UserError(
        `No data to check: ${project.models.map(({ name }) => name).join(', ')} of ${input.config} judges predictions only, expected data.train or data.test`,
      )
    const written = input.write ? `${plain(await writeContract(project, host, input.force))}\n` : undefined
    const contract = await readContract(project)
    const validations: Validation[] = []
    const texts: string[] = []
    for (const model of project.models) {
      const validation = await validateModel(project, model, host, { contract })
      if (validation !== undefined) validations.push(validation)
      texts.push(
        validation === undefined
          ? `${host.paint('bold', plain(model.name))}  judges predictions only: there is no data to check\n`
          : renderValidation(validation, host.paint),
      )
    }
    const outcome = validations.some((validation) => validation.outcome === 'fail') ? 'fail' : 'pass'
    return {
      outcome,
      text: [...(written === undefined ? [] : [written]), ...texts].join('\n'),
      artifact: validations.length === 1 ? validations[0] : validations,
      outputs: { validation: JSON.stringify(Object.fromEntries(validations.map((done) => outputOf(project, done)))) },
      summary: renderValidations(validations, outcome),
      annotations: validations.filter((done) => done.outcome === 'fail').map((done) => annotateData(project, done)),
    }
  },
})

function outputOf(project: Project, { model, outcome }: Validation) {
  return [model, { outcome, path: artifactPath(project, { name: model }, 'validation.json') }] as const
}
