import { join } from 'node:path'
import * as z from 'zod'
import { plain } from '../../reports/plain.ts'
import { renderTerminal } from '../../reports/terminal.ts'
import { sayRemoved, sayUntouched } from '../../reports/untouched.ts'
import { sayChecks } from '../../reports/validation.ts'
import { defineAction } from '../action.ts'
import { annotateGates } from '../annotate-gates.ts'
import { baseOf } from '../compare/baselines.ts'
import { isAboutChange } from '../compare/event-base.ts'
import { baselineInputs } from '../compare/inputs.ts'
import { compareProject } from '../compare/main.ts'
import { readEvent } from '../event.ts'
import { forceInput, outInput, projectInputs, testInput } from '../inputs.ts'
import { modelsElsewhere, openProject, shownPath } from '../project.ts'
import { buildReport } from '../report/build-report.ts'
import { handOver, REPORT_OUTPUTS } from '../report/hand-over.ts'
import { writeReport } from '../report/main.ts'
import { sayTrained } from '../train/say-trained.ts'
import { trainModel } from '../train/train-model.ts'
import { readContract } from '../validate/read-contract.ts'
import { validateModel } from '../validate/validate-model.ts'
import { modelsToUpload } from './models-to-upload.ts'
import { modelsRemoved, touchedModels } from './touched-models.ts'

/** `contender pipeline`: what the action at the root of the repository does on a pull request. */
export const pipeline = defineAction({
  name: 'pipeline',
  summary: 'validate, train, evaluate, compare and report, in that order',
  examples: [
    ['contender pipeline', 'every model of contender.yml, against the default branch'],
    ['contender pipeline --base origin/main', 'against another revision'],
    ['contender pipeline --judge changed', 'only models that differ from the base'],
    ['contender pipeline --baseline models/old.onnx', 'against a model file'],
  ],
  inputs: z.strictObject({
    ...projectInputs,
    ...outInput,
    ...testInput,
    ...forceInput,
    ...baselineInputs,
    judge: z
      .enum(['changed', 'all'], { error: 'expected changed or all' })
      .optional()
      .describe(
        'Judge the models that a change touches, or all: changed on pull requests and in merge queues, else all',
      ),
  }),
  outputs: REPORT_OUTPUTS,
  async main(input, host) {
    const whole = await openProject(input, host)
    const event = await readEvent(host)
    const base = await baseOf(whole, input, host)
    const changedOnly = (input.judge ?? (isAboutChange(event) ? 'changed' : 'all')) === 'changed'
    const { touched, untouched } = changedOnly
      ? await touchedModels(whole, base, { untracked: event === undefined })
      : { touched: whole.models, untouched: undefined }
    const project = { ...whole, models: touched }
    const contract = touched.length === 0 ? undefined : await readContract(project)
    for (const model of project.models) {
      const validation = await validateModel(project, model, host, { contract, test: input.test })
      // Should training fail on such data, this is why.
      if (validation?.outcome === 'fail') host.warn(`data of ${model.name}: ${sayChecks(validation)}`)
    }
    let trained = ''
    for (const model of project.models) {
      if (model.train === undefined) continue
      trained += sayTrained(project, await trainModel(project, model, host, input.force), host)
    }
    await compareProject(project, base, input, host)
    const report = await buildReport(
      project.out,
      touched.map(({ name }) => name),
      {
        ...{ commit: project.commit, event, environment: host.environment, elsewhere: modelsElsewhere(whole) },
        untouched: untouched?.map(({ name }) => name),
        removed: modelsRemoved(whole, base),
      },
    )
    const markdown = await writeReport(report, project.out)
    const files = `Report: ${shownPath(project, join(project.out, 'report.md'))} and report.json\n`
    const text = [
      ...(trained === '' ? [] : [trained]),
      ...report.models.map((model) => renderTerminal(model, host.paint)),
      ...(report.removed?.length ? [`${plain(sayRemoved(report.removed))}\n`] : []),
      ...(report.untouched?.length ? [`${plain(sayUntouched(report.untouched))}\n`] : []),
      host.paint('dim', files),
    ].join('\n')
    return {
      outcome: report.outcome,
      text,
      artifact: report,
      annotations: annotateGates(project, report),
      models: await modelsToUpload(project, report, event),
      ...handOver(report, project.out, markdown),
    }
  },
})
