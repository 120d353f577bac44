import * as z from 'zod'
import type { Comparison } from '../../core/artifacts/comparison.ts'
import { UserError } from '../../core/errors.ts'
import { temporaryFolder } from '../../core/io/temporary-folder.ts'
import { renderMarkdown } from '../../reports/markdown.ts'
import { renderTerminal } from '../../reports/terminal.ts'
import { defineAction, type Host } from '../action.ts'
import { annotateGates } from '../annotate-gates.ts'
import { readEvent } from '../event.ts'
import {
  fairnessInput,
  marginInput,
  outInput,
  projectInputs,
  refuseProject,
  refuseSettings,
  settingInputs,
  testInput,
} from '../inputs.ts'
import { METRICS, metricsOutput } from '../metrics-output.ts'
import { openProject, type Project } from '../project.ts'
import { buildReport } from '../report/build-report.ts'
import { settingsProject } from '../settings-project.ts'
import type { Base } from './base.ts'
import { baseOf } from './baselines.ts'
import { compareModel } from './compare-model.ts'
import { type BaselineInput, baselineInputs } from './inputs.ts'
import { readOnce } from './registered.ts'

/** `contender compare` */
export const compare = defineAction({
  name: 'compare',
  summary: 'candidate against baseline on the same rows: better, no worse, worse or undecided',
  examples: [
    ['contender compare', 'every model of contender.yml, against the default branch'],
    ['contender compare --baseline models/old.onnx', 'against a model file'],
    [
      'contender compare --baseline a.csv --candidate b.csv --task binary-classification',
      'two predictions files, without a config',
    ],
    [
      'contender compare --baseline a.csv --candidate b.csv --task regression --metrics mae --margin 1% --group day',
      'with a metric, a margin and groups',
    ],
  ],
  inputs: z.strictObject({
    ...projectInputs,
    ...testInput,
    ...baselineInputs,
    candidate: z.string().optional().describe('A predictions file to judge, without a config'),
    ...settingInputs,
    ...fairnessInput,
    ...marginInput,
    ...outInput,
  }),
  outputs: { metrics: METRICS },
  async main(input, host) {
    const { candidate } = input
    if (candidate === undefined) refuseSettings(input, input.config)
    else refuseProject(input, '--candidate')
    if (candidate !== undefined && input.baseline === undefined)
      throw new UserError('Missing --baseline beside --candidate, expected the predictions file to compare with')
    const project =
      candidate === undefined
        ? await openProject(input, host)
        : await settingsProject({ ...input, predictions: candidate }, host)
    const comparisons = await compareProject(project, await baseOf(project, input, host), input, host)
    const report = await buildReport(
      project.out,
      comparisons.map(({ model }) => model),
      { commit: project.commit, event: await readEvent(host), environment: host.environment },
    )
    return {
      outcome: report.outcome,
      text: report.models.map((model) => renderTerminal(model, host.paint)).join('\n'),
      artifact: comparisons.length === 1 ? comparisons[0] : comparisons,
      outputs: { metrics: metricsOutput(report.models) },
      summary: renderMarkdown(report),
      annotations: annotateGates(project, report),
    }
  },
})

/** Compares every model of a project with its baselines. @param base what `baseOf` found */
export async function compareProject(
  project: Project,
  base: Base | undefined,
  input: BaselineInput,
  host: Host,
): Promise<Comparison[]> {
  const registered = readOnce(project, base, host)
  const { path: scratch, remove } = temporaryFolder('contender-base-')
  try {
    const comparisons: Comparison[] = []
    for (const model of project.models) {
      const task = { base, input, host, scratch, registered }
      comparisons.push((await compareModel(project, model, task)).comparison)
    }
    return comparisons
  } finally {
    await remove()
  }
}
