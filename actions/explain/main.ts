import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import * as z from 'zod'
import { UserError } from '../../core/errors.ts'
import { writeJson } from '../../core/io/files.ts'
import { renderExplainedRow } from '../../reports/explained-row.ts'
import { oneLine } from '../../reports/one-line.ts'
import { defineAction } from '../action.ts'
import { outInput, projectInputs } from '../inputs.ts'
import { openProject } from '../project.ts'
import { sayUnprotected } from '../unprotected.ts'
import { explainRow, sayRows } from './explain-row.ts'

/** `contender explain` */
export const explain = defineAction({
  name: 'explain',
  summary: 'how the answer for one test row came about, feature by feature',
  examples: [
    ['contender explain --row 7', 'of the test row of this id, or of this number where the data has no id'],
    ['contender explain --row 7 --out row-7.json', 'and kept as JSON'],
  ],
  inputs: z.strictObject({
    ...projectInputs,
    row: z.string().optional().describe('Id of a test row, or its number from 1 where the data has no id'),
    out: z.string().optional().describe('A file to write it to as JSON too, relative to where the command runs'),
  }),
  async main({ config, model: name, out, row }, host) {
    const project = await openProject({ config, model: name, out: STANDARD }, host)
    const [model, ...others] = project.models
    if (model === undefined || others.length > 0) {
      const names = project.models.map(({ name }) => name).join(', ')
      throw new UserError(`Missing --model beside ${project.models.length} models, expected one of ${names}`)
    }
    for (const unprotected of await sayUnprotected(project, model)) host.warn(unprotected)
    if (row === undefined) throw new UserError(`Missing --row, ${await sayRows(project, model)}`)
    const path = out === undefined ? undefined : resolve(host.directory, out)
    // Before the work, not after it.
    if (path !== undefined) await mustBeFile(path, out!)
    const found = await host.step(`${model.name}: explaining row ${row}`, () => explainRow(project, model, row))
    if (path !== undefined) await writeJson(path, found)
    const kept = path === undefined ? '' : `\n${host.paint('dim', `  written to ${oneLine(out!)}`)}\n`
    return { outcome: 'pass', text: `${renderExplainedRow(found, host.paint)}${kept}`, artifact: found }
  },
})

async function mustBeFile(path: string, shown: string): Promise<void> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (isFolder) throw new UserError(`Unexpected folder \`${shown}\` of --out, expected the name of a file to write`)
}

const STANDARD = outInput.out.parse(undefined)
