import type * as z from 'zod'
import { UserError } from '../../core/errors.ts'
import type { Host } from '../action.ts'
import { refuseProject } from '../inputs.ts'
import type { Project } from '../project.ts'
import { settingsProject } from '../settings-project.ts'
import type { driftInputs } from './inputs.ts'
import { judgeWatch } from './judge-watch.ts'
import { type Found, keepDrift, seedOf } from './keep-drift.ts'
import { withFilesWatch } from './watch-files.ts'

type Input = z.output<z.ZodObject<typeof driftInputs>>

/** What only windows of production have. */
const OF_WINDOWS = {
  at: '--at',
  record: '--record',
  local: '--local',
  respond: '--respond',
  metricsFile: '--metrics-file',
} as const
/** What only answers have. */
const OF_ANSWERS = {
  metrics: '--metrics',
  threshold: '--threshold',
  positive: '--positive',
  margin: '--margin',
  weight: '--weight',
} as const

/** @throws {UserError} for a flag that means nothing for two files */
export async function filesProject(input: Input, host: Host): Promise<Project> {
  refuseProject(input, '--current')
  const given = <T extends object>(flags: T) =>
    (Object.keys(flags) as (keyof T & keyof Input)[]).filter(
      (name) => input[name] !== undefined && input[name] !== false,
    )
  for (const name of given(OF_WINDOWS))
    throw new UserError(
      `Unexpected ${OF_WINDOWS[name as keyof typeof OF_WINDOWS]} beside --current, expected a config: two files are no windows of production`,
    )
  if (input.windows !== 1)
    throw new UserError(
      'Unexpected --windows beside --current, expected a config: two files are no windows of production',
    )
  if (input.reference === undefined)
    throw new UserError('Missing --reference beside --current, expected the rows or the profile to compare with')
  if (input.slices?.includes('auto'))
    throw new UserError(
      'Unexpected --slices auto, expected names of columns: drift is not looked for in slices of its own choice',
    )
  const [first] = input.task === undefined ? given(OF_ANSWERS) : []
  if (first !== undefined)
    throw new UserError(
      `Missing --task beside ${OF_ANSWERS[first as keyof typeof OF_ANSWERS]}, expected what the answers are`,
    )
  return settingsProject({ ...input, task: input.task ?? 'binary-classification', predictions: input.current! }, host)
}

/** Compares two files, without history. */
export async function judgeFiles(
  project: Project,
  { compat, current, reference, task, time }: Input,
  host: Host,
): Promise<Found[]> {
  const [model] = project.models as [Project['models'][number]]
  const files = { reference: reference!, current: current!, model, hasTask: task !== undefined, time, compat }
  const judged = await host.step(`comparing ${current} with ${reference}`, () =>
    withFilesWatch(project, files, (watch, engine) =>
      judgeWatch({ ...watch, history: [] }, engine, seedOf(model.name)),
    ),
  )
  return [await keepDrift(project, model.name, judged, host)]
}
