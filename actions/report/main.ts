import { join, resolve } from 'node:path'
import * as z from 'zod'
import type { Report } from '../../core/artifacts/report.ts'
import { exists, writeAtomic, writeJson } from '../../core/io/files.ts'
import { renderMarkdown } from '../../reports/markdown.ts'
import { defineAction, type Host } from '../action.ts'
import { annotateGates } from '../annotate-gates.ts'
import { readEvent } from '../event.ts'
import { CONFIG, outInput, projectInputs } from '../inputs.ts'
import { openProject, surroundings } from '../project.ts'
import { buildReport } from './build-report.ts'
import { handOver, REPORT_OUTPUTS } from './hand-over.ts'

/** `contender report` */
export const report = defineAction({
  name: 'report',
  summary: 'what was found, as Markdown for a reviewer',
  examples: [
    ['contender report', 'write report.json and report.md, and print the Markdown'],
    ['contender report --out .contender/june', 'of the artifacts in another folder'],
  ],
  inputs: z.strictObject({ ...projectInputs, ...outInput }),
  outputs: REPORT_OUTPUTS,
  async main(input, host) {
    const { commit, names, out, project } = await reported(input, host)
    const built = await buildReport(out, names, { commit, event: await readEvent(host) })
    return {
      outcome: built.outcome,
      text: await writeReport(built, out),
      artifact: built,
      annotations: project && annotateGates(project, built),
      ...handOver(built, out),
    }
  },
})

/** Artifacts to report of: those of the config's models, or, where there is no config, all of the folder. */
async function reported(input: { config: string; model?: string | undefined; out: string }, host: Host) {
  if (input.config !== CONFIG || (await exists(resolve(host.directory, CONFIG)))) {
    const project = await openProject(input, host)
    const { commit, models, out } = project
    return { commit, out, project, names: models.map(({ name }) => name) }
  }
  const { commit } = await surroundings(host.directory)
  const names = input.model === undefined ? undefined : [input.model]
  return { commit, out: resolve(host.directory, input.out), names }
}

/** Writes `report.json` and `report.md`, and gives the Markdown. */
export async function writeReport(report: Report, out: string): Promise<string> {
  const markdown = renderMarkdown(report)
  await writeJson(join(out, 'report.json'), report)
  await writeAtomic(join(out, 'report.md'), markdown)
  return markdown
}
