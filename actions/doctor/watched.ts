import { basename, join, resolve } from 'node:path'
import type { Model } from '../../core/config.ts'
import { whyTooShort } from '../../core/drift/short-window.ts'
import { UserError } from '../../core/errors.ts'
import { exists } from '../../core/io/files.ts'
import { findFiles } from '../../core/io/find-files.ts'
import { whyNeverTold } from '../../core/response/why-never-told.ts'
import { artifactPath, type Project, shownPath } from '../project.ts'
import { readWorkflows, type WorkflowStep } from '../workflow-file.ts'
import { note, ok, type Patient, problem } from './check.ts'
import { asks, isWatch } from './watching-job.ts'

/** A model with a `drift` section: somebody runs it, and what it compares with is there. */
export async function checkWatched(project: Project, model: Model, { host }: Pick<Patient, 'host'>) {
  if (model.drift === undefined) return []
  return [
    ...(await checkSchedule(project, model, host.now())),
    ...checkWindow(model),
    ...(await checkReference(project, model)),
  ]
}

/** A schedule that judges production needs a model to judge. */
export async function checkNoneWatched(project: Project) {
  if (project.config.models.some(({ drift }) => drift !== undefined)) return []
  const workflows = (await readWorkflows(project.root)).filter(({ events }) => events.includes('schedule'))
  const judging = workflows.filter(({ jobs }) => jobs.some(({ steps }) => steps.some((step) => isOf(step, project))))
  return judging.map(({ path }) =>
    problem(
      `${path} judges production by schedule, and no model of ${basename(project.config.file)} has a \`drift\` section: each of its runs fails.`,
      'Add `drift: { logs: { files, time } }` to a model of the config (docs/drift.md), or take the workflow out.',
    ),
  )
}

async function checkSchedule(project: Project, { drift, name }: Model, now: Date) {
  const all = (await readWorkflows(project.root)).filter(({ events }) => events.includes('schedule'))
  const having = (does: (step: WorkflowStep) => boolean) =>
    all.filter(({ jobs }) => jobs.some(({ steps }) => steps.some((step) => isOf(step, project, name) && does(step))))
  const watching = having(() => true)
  if (watching.length === 0)
    return [
      note(
        `${name} has a \`drift\` section, and no workflow watches it by schedule.`,
        'Run `contender init --drift`: it writes such a workflow.',
      ),
    ]
  const found = watching.map(({ path }) => ok(`${path} watches ${name} in production`))
  const telling = having((step) => asks(step, 'respond'))
  const paths = telling.map(({ path }) => path).join(' and ')
  const why = whyNeverTold(
    telling.flatMap(({ schedules }) => schedules),
    drift!.alert.quiet,
    now,
  )
  if (why === undefined) return found
  return [...found, note(`In ${paths}, for ${name}: ${why}.`, QUIET)]
}

function checkWindow(model: Model) {
  const short = whyTooShort(model)
  return short === undefined ? [] : [problem(`${short}.`, 'Make `drift.window` longer in the config, such as 1d.')]
}

const QUIET =
  'Change `cron` there (a line `timezone: …` has it count as the clocks do), or `drift.alert.quiet` in the config.'

/** Whether a step judges this model, or any where none is named, as far as its inputs tell: expressions and commands may name any. */
function isOf(step: WorkflowStep, { config, directory, root }: Project, name?: string): boolean {
  if (!isWatch(step)) return false
  const { config: file, model } = step.with ?? {}
  const names = (value: unknown, own: (text: string) => boolean) =>
    value === undefined || value === '' || String(value).includes('${{') || own(String(value))
  const isConfig = (text: string) => resolve(root, text) === join(directory, basename(config.file))
  if (step.uses !== undefined && file === undefined && !isConfig('contender.yml')) return false
  return names(file, isConfig) && names(model, (text) => name === undefined || text === name)
}

/** What features are compared with, where `drift.reference` names it: training rows are looked at with the data. */
async function checkReference(project: Project, model: Model) {
  const source = model.drift!.reference
  if (source === undefined && model.data.train === undefined)
    return [
      problem(
        `${model.name} has a \`drift\` section, and nothing that features are compared with.`,
        'Name rows or a profile in `drift.reference`, or training rows in `data.train`.',
      ),
    ]
  const isTable = model.data.prepare !== undefined && !/\.\w+$/.test(source ?? '')
  if (source === undefined || isTable || (await isThere(project, source))) return []
  return [problem(`${source} of \`drift.reference\` is not there.`, await howToHave(project, model, source))]
}

/** What somebody named is never replaced by the stored profile, but may be by who named it. */
async function howToHave(project: Project, model: Model, source: string): Promise<string> {
  const profile = artifactPath(project, model, 'profile.json')
  const kept = (await exists(profile)) ? shownPath(project, profile) : undefined
  if (/\.json$/i.test(source))
    return kept === undefined
      ? 'Correct its path in the config, or run `contender validate`, which writes profile.json.'
      : `Correct its path in the config: ${kept} is there.`
  const instead = kept === undefined ? '' : `, or name ${kept}, the profile of the training rows, in their place`
  return `Put the rows there, or correct the path in the config${instead}.`
}

async function isThere({ directory, root }: Project, source: string): Promise<boolean> {
  return findFiles(source, directory, root).then(
    () => true,
    (error: unknown) => {
      if (error instanceof UserError && /^(No file matches|Missing file)/.test(error.message)) return false
      throw error
    },
  )
}
