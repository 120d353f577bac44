import { join } from 'node:path'
import type * as z from 'zod'
import { whyTooShort } from '../../core/drift/short-window.ts'
import { UserError } from '../../core/errors.ts'
import { exists } from '../../core/io/files.ts'
import type { Host } from '../action.ts'
import { eachModel } from '../each-model.ts'
import { CONFIG, refuseSettings } from '../inputs.ts'
import { openProject, type Project } from '../project.ts'
import { fromLedger } from '../runs/from-ledger.ts'
import type { driftInputs } from './inputs.ts'
import { judgeWatch } from './judge-watch.ts'
import { type Found, keepDrift, seedOf } from './keep-drift.ts'
import { requireGit, windowsOf } from './ledger-windows.ts'
import { askingAfter, previousOnWindow } from './previous-on-window.ts'
import { withModelWatch } from './watch-model.ts'

type Input = z.output<z.ZodObject<typeof driftInputs>>

/** The models of the config that are watched. @throws {UserError} for flags that go without it, or if there is none */
export async function watchedProject(input: Input, host: Host): Promise<Project> {
  refuseSettings(input, input.config)
  if (input.time !== undefined)
    throw new UserError(`Unexpected --time beside ${input.config}, expected \`drift.logs.time\` there`)
  for (const name of ['record', 'respond'] as const)
    if (input.compat !== undefined && input[name])
      throw new UserError(
        `Unexpected --${name} beside --compat ${input.compat}, expected one of them: what a peer's rules say starts nothing`,
      )
  if (input.reference !== undefined && input.config === CONFIG && !(await exists(join(host.directory, CONFIG))))
    throw new UserError(
      `Missing --current beside --reference, expected the rows to judge; without it ${CONFIG} names them, which is not here`,
    )
  const project = await openProject(input, host)
  const models = project.models.filter((model) => model.drift !== undefined)
  if (models.length === 0)
    throw new UserError(
      `No model of ${input.config} is watched, expected a \`drift\` section with \`logs: { files, time }\` and \`window\` (\`contender init --drift\` writes a new config with a sample to fill in); or two files, by --reference and --current`,
    )
  if (input.record) requireGit(project)
  return { ...project, models }
}

/** Models that were judged, and what kept others from it. */
export interface JudgedModels {
  readonly found: readonly Found[]
  readonly failures: readonly UserError[]
}

/** Judges each model; one whose logs cannot be read keeps no other from it. @throws {UserError} if none can be judged */
export async function judgeModels(project: Project, input: Input, host: Host): Promise<JudgedModels> {
  const judge = (model: Project['models'][number]) => judgeModel(project, model, input, host)
  const { done: found, failures } = await eachModel(project.models, project, judge)
  return { found, failures }
}

async function judgeModel(
  project: Project,
  model: Project['models'][number],
  { at, compat, local, reference, windows }: Input,
  host: Host,
): Promise<Found> {
  const short = compat === undefined ? whyTooShort(model) : undefined
  if (short !== undefined) throw new UserError(short)
  const asked = { now: at ?? host.now().getTime(), windows, reference, compat, local }
  const events = await fromLedger(project, host, local, (ledger) => ledger.drift(model.name))
  const found = await withModelWatch(project, model, asked, host, async (watch, engine) => {
    const [first] = watch.windows
    // What was said of these windows before is said anew.
    const history = windowsOf(events ?? []).filter(({ window }) => Date.parse(window.to) <= first!.range!.from)
    const seed = seedOf(model.name)
    const judged = await host.step(`${model.name}: comparing`, () => judgeWatch({ ...watch, history }, engine, seed))
    const newest = judged.at(-1)!
    const previous = await previousOnWindow(project, model, { watch, judged: newest, engine, seed, local }, host)
    return { judged: [...judged.slice(0, -1), askingAfter(newest, previous)], previous }
  })
  return { ...(await keepDrift(project, model.name, found.judged, host)), previous: found.previous }
}
