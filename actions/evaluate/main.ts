import * as z from 'zod'
import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import { renderMarkdown } from '../../reports/markdown.ts'
import { renderEvaluation } from '../../reports/terminal.ts'
import { defineAction } from '../action.ts'
import { readEvent } from '../event.ts'
import {
  fairnessInput,
  outInput,
  projectInputs,
  refuseProject,
  refuseSettings,
  settingInputs,
  testInput,
} from '../inputs.ts'
import { METRICS, metricsOutput } from '../metrics-output.ts'
import { openProject } from '../project.ts'
import { reportOf } from '../report/build-report.ts'
import { settingsProject } from '../settings-project.ts'
import { evaluateModel, keepEvaluation } from './evaluate-model.ts'

/** `contender evaluate` */
export const evaluate = defineAction({
  name: 'evaluate',
  summary: 'metrics of a model or a predictions file, each with a 95 % interval',
  examples: [
    ['contender evaluate', 'every model of contender.yml on its test data'],
    ['contender evaluate --predictions p.csv --task binary-classification', 'a predictions file, without a config'],
    [
      'contender evaluate --predictions p.csv --task regression --metrics mae,r2 --group customer',
      'by customer, in these metrics',
    ],
  ],
  inputs: z.strictObject({
    ...projectInputs,
    ...testInput,
    predictions: z.string().optional().describe('A predictions file, judged without a config'),
    ...settingInputs,
    ...fairnessInput,
    ...outInput,
  }),
  outputs: { metrics: METRICS },
  async main(input, host) {
    const { predictions } = input
    if (predictions === undefined) refuseSettings(input, input.config)
    else refuseProject(input, '--predictions')
    const project =
      predictions === undefined
        ? await openProject(input, host)
        : await settingsProject({ ...input, predictions }, host)
    const evaluations: Evaluation[] = []
    for (const model of project.models) {
      const evaluated = await evaluateModel(project, model, host, input.test)
      await keepEvaluation(project, evaluated)
      evaluations.push(evaluated.evaluation)
    }
    const judged = evaluations.map((evaluation) => ({ model: evaluation.model, evaluation, outcome: 'pass' as const }))
    return {
      outcome: 'pass',
      text: evaluations.map((evaluation) => renderEvaluation(evaluation, host.paint)).join('\n'),
      artifact: evaluations.length === 1 ? evaluations[0] : evaluations,
      outputs: { metrics: metricsOutput(judged) },
      summary: renderMarkdown(
        reportOf(judged, { commit: project.commit, event: await readEvent(host), environment: host.environment }),
      ),
    }
  },
})
