import { join } from 'node:path'
import * as z from 'zod'
import { type Card, lacksOf } from '../../core/card/card.ts'
import { readCard, strayModels } from '../../core/card/card-file.ts'
import { sayMissing } from '../../core/card/say-missing.ts'
import { UserError } from '../../core/errors.ts'
import { exists, readText, writeAtomic, writeJson } from '../../core/io/files.ts'
import { billOf } from '../../reports/card/bill.ts'
import { renderCard } from '../../reports/card/markdown.ts'
import { plain } from '../../reports/plain.ts'
import { defineAction, type Host } from '../action.ts'
import { VERSION } from '../header.ts'
import { outInput, projectInputs } from '../inputs.ts'
import { artifactPath, openProject, type Project, shownPath } from '../project.ts'
import { readCardEvidence } from './read-card-evidence.ts'

const inputs = z.strictObject({
  ...projectInputs,
  version: z
    .string()
    .regex(/^v\d+\.\d+\.\d+/, { error: 'expected a version such as v1.2.0' })
    .optional()
    .describe('Version to write on the card'),
  ...outInput,
})

/** `contender card` */
export const card = defineAction({
  name: 'card',
  summary: 'a model card and a bill of materials, from evidence and card.yml',
  examples: [
    ['contender card', 'card.md and bom.cdx.json of each model that was evaluated'],
    ['contender card --model delay --version v1.2.0', 'of one model, with its version on it'],
  ],
  inputs,
  async main(input, host) {
    const project = await openProject(input, host)
    if (input.version !== undefined && project.models.length > 1)
      throw new UserError(
        `Unexpected --version beside ${project.models.length} models, expected --model with one of them`,
      )
    const people = join(project.directory, 'card.yml')
    const text = (await exists(people)) ? await readText(people) : undefined
    const written = []
    for (const model of project.models)
      written.push(await writeCard(project, model, { text, version: input.version }, host))
    const known = project.config.models.map(({ name }) => name)
    for (const stray of strayModels(text, known)) host.warn(stray)
    return {
      outcome: 'pass',
      text: written.map(({ text }) => text).join('\n'),
      artifact: written.map(({ artifact }) => artifact),
    }
  },
})

async function writeCard(
  project: Project,
  model: Project['models'][number],
  { text, version }: { readonly text: string | undefined; readonly version: string | undefined },
  host: Host,
) {
  const made: Card = {
    ...(await readCardEvidence(project, model, version, host)),
    ...{ model: model.name, version, target: model.data.target, contender: VERSION },
    people: readCard(text, model.name),
  }
  const paths = { card: artifactPath(project, model, 'card.md'), bill: artifactPath(project, model, 'bom.cdx.json') }
  const bill = billOf(made)
  await writeAtomic(paths.card, renderCard(made))
  await writeJson(paths.bill, bill)
  const lacks = lacksOf(made)
  const { paint } = host
  const lines = [
    `${paint('bold', plain(model.name))}  ${shownPath(project, paths.card)}, ${shownPath(project, paths.bill)}; ${sayMissing(lacks.length)}`,
    ...lacks.map((lack) => `  ${plain(lack)}`),
  ]
  return { text: `${lines.join('\n')}\n`, artifact: bill }
}
