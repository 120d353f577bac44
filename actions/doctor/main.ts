import { dirname, relative, resolve, sep } from 'node:path'
import * as z from 'zod'
import { UserError } from '../../core/errors.ts'
import { realFolder } from '../../core/io/files.ts'
import { defineAction } from '../action.ts'
import { trackedByDvc } from '../dvc-tracked.ts'
import { projectInputs } from '../inputs.ts'
import { openProject, type Project, surroundings } from '../project.ts'
import { type Finding, ok, type Patient, problem, run } from './check.ts'
import { checkContract } from './contract.ts'
import { checkData } from './data.ts'
import { checkGit, checkIgnored } from './git.ts'
import { checkMachine, checkRoom } from './machine.ts'
import { checkLedger, checkRegistry } from './memory.ts'
import { checkModelFile } from './model-file.ts'
import { checkNamedColumns } from './named-columns.ts'
import { checkRequiredChecks } from './required-checks.ts'
import { sayFindings } from './say-findings.ts'
import { checkTraining } from './training.ts'
import { checkNoneWatched, checkWatched } from './watched.ts'
import { checkWatchedRows } from './watched-rows.ts'
import { checkWorkflow } from './workflow.ts'

/** `contender doctor` */
export const doctor = defineAction({
  name: 'doctor',
  summary: 'check an existing set-up, and say the next step for each finding',
  examples: [
    ['contender doctor', 'the machine, Git, the config, data, models, training, workflow, ledger and registry'],
    ['contender doctor --model delay', 'of one model'],
  ],
  inputs: z.strictObject(projectInputs),
  async main(input, host) {
    const directory = await realFolder(dirname(resolve(host.directory, input.config)))
    const patient = { host, config: input.config, directory, ...(await surroundings(directory)) }
    const { findings: config, project } = await readProject(input, patient)
    const about = (check: string) => ({ check, model: null })
    const findings = [
      ...(await run(about('machine'), () => checkMachine(patient))),
      ...(await run(about('room'), () => checkRoom(patient))),
      ...(await run(about('git'), () => checkGit(patient))),
      ...(await run(about('ignored'), () => checkIgnored(patient))),
      ...config,
      ...(project === undefined ? [] : await checkModels(project, patient)),
      ...(await run(about('workflow'), () => checkWorkflow(patient))),
      ...(await run(about('ledger'), () => checkLedger(patient))),
      ...(await run(about('registry'), () => checkRegistry(patient))),
      ...(await run(about('checks'), () => checkRequiredChecks(patient))),
    ]
    const outcome = findings.some(({ status }) => status === 'problem') ? 'fail' : 'pass'
    return {
      outcome,
      text: sayFindings(findings, host.paint),
      artifact: { schema: 'contender/doctor@1', outcome, findings },
    }
  },
})

/** The config, if it is sound; a model that is named and not there is a wrong input as everywhere. */
async function readProject(
  input: { config: string; model?: string | undefined },
  { host }: Patient,
): Promise<{ findings: Finding[]; project: Project | undefined }> {
  const about = { check: 'config', model: null }
  try {
    const project = await openProject({ ...input, out: '.contender' }, host)
    const count = project.config.models.length
    return {
      project,
      findings: [{ ...about, ...ok(`${input.config} is sound: ${count} ${count === 1 ? 'model' : 'models'}`) }],
    }
  } catch (error) {
    if (!(error instanceof UserError) || error.message.startsWith('Unknown model')) throw error
    const [missing] = error.message.startsWith('Missing file') ? error.message.split('. Name the config') : []
    const said =
      missing === undefined
        ? problem(error.message, 'Mend that: docs/config.md has every key.')
        : problem(
            `${missing}.`,
            missing.includes('did you mean') ? 'Correct --config, or run `contender init`.' : 'Run `contender init`.',
          )
    return { project: undefined, findings: [{ ...about, ...said }] }
  }
}

async function checkModels(project: Project, patient: Patient): Promise<Finding[]> {
  const findings = await run({ check: 'contract', model: null }, () => checkContract(project))
  const tracked = (await trackedByDvc(project)).map(({ path }) =>
    relative(project.directory, resolve(project.root, path)).split(sep).join('/'),
  )
  for (const model of project.models) {
    const about = (check: string) => ({ check, model: model.name })
    findings.push(
      ...(await run(about('data'), () => checkData(project, model, tracked))),
      ...(await run(about('columns'), () => checkNamedColumns(project, model))),
      ...(await run(about('training'), () => checkTraining(project, model, patient))),
      ...(await run(about('model'), () => checkModelFile(project, model, tracked))),
      ...(await run(about('drift'), () => checkWatched(project, model, patient))),
      ...(await run(about('drift'), () => checkWatchedRows(project, model))),
    )
  }
  return [...findings, ...(await run({ check: 'drift', model: null }, () => checkNoneWatched(project)))]
}
