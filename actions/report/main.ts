import { access } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import * as z from 'zod'
import type { Report } from '../../core/artifacts/report.ts'
import { writeAtomic } from '../../core/io/files.ts'
import { renderMarkdown } from '../../reports/markdown.ts'
import { defineAction } from '../action.ts'
import { outInput, projectInputs } from '../inputs.ts'
import { openProject, surroundings } from '../project.ts'
import { buildReport } from './build-report.ts'

/** `contender report` */
export const report = defineAction({
  name: 'report',
  summary: 'what was found, as Markdown for a reviewer',
  examples: [
    ['contender report', 'write report.json and report.md, and print the Markdown'],
    ['contender report --out .contender/june', 'of the artifacts in another folder'],
  ],
  inputs: z.strictObject({ ...projectInputs, ...outInput }),
  async main(input, host) {
    const path = resolve(host.directory, input.config)
    const exists = await access(path).then(
      () => true,
      () => false,
    )
    const project = exists
      ? await openProject(input, host)
      : { ...(await surroundings(host.directory)), models: undefined, out: resolve(host.directory, input.out) }
    const built = await buildReport(
      project.out,
      project.models?.map(({ name }) => name),
      project.commit,
    )
    return { outcome: built.outcome, text: await writeReport(built, project.out), artifact: built }
  },
})

/** Writes `report.json` and `report.md`, and gives the Markdown. */
export async function writeReport(report: Report, out: string): Promise<string> {
  const markdown = renderMarkdown(report)
  await writeAtomic(join(out, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
  await writeAtomic(join(out, 'report.md'), markdown)
  return markdown
}
