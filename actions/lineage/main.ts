import * as z from 'zod'
import { UserError } from '../../core/errors.ts'
import { renderLineage, renderUses } from '../../reports/lineage.ts'
import { chartLineage, chartUses } from '../../reports/lineage-chart.ts'
import { defineAction } from '../action.ts'
import { outInput, projectInputs } from '../inputs.ts'
import { openProject } from '../project.ts'
import { historyInputs } from '../runs/inputs.ts'
import { findTarget } from './find-target.ts'
import { findUses } from './find-uses.ts'
import { openRecords } from './open-records.ts'
import { traceLineage } from './trace.ts'

/** `contender lineage` */
export const lineage = defineAction({
  name: 'lineage',
  summary: 'from a version to its commit, run and data, and back',
  examples: [
    ['contender lineage latest', 'what the newest run was made from'],
    ['contender lineage HEAD --format mermaid', 'the model of a commit, as a picture for Markdown'],
  ],
  inputs: z.strictObject({
    ...projectInputs,
    of: z
      .string({ error: 'expected a version, stage, run, commit or digest' })
      .describe('Version (delay@v1.2.0), stage (delay#production), run, commit, or sha256:… of data'),
    format: z
      .enum(['tree', 'mermaid'], { error: 'expected tree or mermaid' })
      .default('tree')
      .describe('A tree for the terminal, or a Mermaid chart for Markdown'),
    ...historyInputs,
    ...outInput,
  }),
  positional: ['of'],
  async main(input, host) {
    const project = await openProject(input, host)
    const records = await openRecords(project, input.local, host)
    const drawn = input.format === 'mermaid'
    if (input.of.startsWith('sha256:')) {
      if (!/^sha256:[0-9a-f]{8,64}$/.test(input.of))
        throw new UserError(`Unexpected digest \`${input.of}\`, expected sha256: and 8 to 64 hexadecimal digits`)
      const uses = await findUses(input.of, records)
      return { outcome: 'pass', text: drawn ? chartUses(uses) : renderUses(uses, host.paint), artifact: uses }
    }
    const traced = await traceLineage(input.of, await findTarget(input.of, records), records)
    return { outcome: 'pass', text: drawn ? chartLineage(traced) : renderLineage(traced, host.paint), artifact: traced }
  },
})
