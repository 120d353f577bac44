import { join, resolve } from 'node:path'
import * as z from 'zod'
import type { Report } from '../../core/artifacts/report.ts'
import { UserError } from '../../core/errors.ts'
import { exists, writeAtomic, writeJson } from '../../core/io/files.ts'
import { renderReportPage } from '../../reports/html/report-page.ts'
import { renderMarkdown } from '../../reports/markdown.ts'
import { defineAction, type Host } from '../action.ts'
import { annotateGates } from '../annotate-gates.ts'
import { readEvent } from '../event.ts'
import { CONFIG, outInput, projectInputs } from '../inputs.ts'
import { modelsElsewhere, openProject, type Project, surroundings } from '../project.ts'
import { buildReport } from './build-report.ts'
import { handOver, REPORT_OUTPUTS } from './hand-over.ts'

/** `contender report` */
export const report = defineAction({
  name: 'report',
  summary: 'what was found, as Markdown for a reviewer',
  examples: [
    ['contender report', 'write report.json, report.md and report.html, and print the Markdown'],
    ['contender report --out .contender/june', 'of the artifacts in another folder'],
  ],
  inputs: z.strictObject({
    ...projectInputs,
    ...outInput,
    from: z
      .enum(['folder', 'run'], { error: 'expected folder or run' })
      .default('folder')
      .describe(
        'Where the findings are: in `out`, or, uploaded by the other jobs of this workflow run, one a model, among its artifacts',
      ),
  }),
  outputs: REPORT_OUTPUTS,
  async main(input, host) {
    const { built, out, project } = input.from === 'run' ? await joined(input, host) : await found(input, host)
    const markdown = await writeReport(built, out)
    return {
      outcome: built.outcome,
      text: markdown,
      artifact: built,
      annotations: project && annotateGates(project, built),
      ...handOver(built, out, markdown),
    }
  },
})

interface Input {
  readonly config: string
  readonly model?: string | undefined
  readonly out: string
}

interface Built {
  readonly built: Report
  readonly out: string
  /** Undefined where there is no config. */
  readonly project?: Project
}

async function joined({ model, out }: Input, host: Host): Promise<Built> {
  if (model !== undefined)
    throw new UserError('Unexpected --model beside --from run, expected one of them: a run is reported as a whole')
  // Loaded only here: nothing else in a report needs GitHub.
  const { reportFromRun } = await import('./from-run.ts')
  return { built: await reportFromRun(host), out: resolve(host.directory, out) }
}

async function found(input: Input, host: Host): Promise<Built> {
  const { commit, elsewhere, names, out, project } = await reported(input, host)
  const built = await buildReport(out, names, {
    commit,
    elsewhere,
    event: await readEvent(host),
    environment: host.environment,
  })
  return { built, out, ...(project && { project }) }
}

/** Artifacts to report of: those of the config's models, or, where there is no config, all of the folder. */
async function reported(input: Input, host: Host) {
  if (input.config !== CONFIG || (await exists(resolve(host.directory, CONFIG)))) {
    const project = await openProject(input, host)
    const { commit, models, out } = project
    return { commit, elsewhere: modelsElsewhere(project), out, project, names: models.map(({ name }) => name) }
  }
  const { commit } = await surroundings(host.directory)
  const names = input.model === undefined ? undefined : [input.model]
  return { commit, out: resolve(host.directory, input.out), names }
}

/** Writes `report.json`, `report.md` and `report.html`, and gives the Markdown. */
export async function writeReport(report: Report, out: string): Promise<string> {
  const markdown = renderMarkdown(report)
  await writeJson(join(out, 'report.json'), report)
  await writeAtomic(join(out, 'report.md'), markdown)
  await writeAtomic(join(out, 'report.html'), await renderReportPage(report))
  return markdown
}
