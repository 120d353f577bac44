import * as z from 'zod'
import type { RunOutcome } from '../../core/artifacts/comparison.ts'
import { type Drift, type DriftVerdict, driftSchema, type WindowSummary } from '../../core/artifacts/drift.ts'
import { UserError } from '../../core/errors.ts'
import { writeJson } from '../../core/io/files.ts'
import { sha256 } from '../../core/sha256.ts'
import { defineAction, type Host } from '../action.ts'
import { headerOf } from '../header.ts'
import { refuseProject, refuseSettings } from '../inputs.ts'
import { artifactPath, openProject, type Project } from '../project.ts'
import { settingsProject } from '../settings-project.ts'
import { driftInputs } from './inputs.ts'
import { type Judged, judgeWatch } from './judge-watch.ts'
import { withFilesWatch } from './watch-files.ts'
import { withModelWatch } from './watch-model.ts'

/** `contender drift` */
export const drift = defineAction({
  name: 'drift',
  summary: 'production against what a model was made and judged on: inputs, answers and performance',
  examples: [
    ['contender drift', 'the newest whole window of every model of contender.yml that is watched'],
    ['contender drift --windows 21 --at 2001-06-28', 'windows of the past, oldest first'],
    ['contender drift --reference ref.parquet --current cur.parquet', 'two files, without a config'],
    [
      'contender drift --reference ref.csv --current cur.csv --task binary-classification --time at --slices origin',
      'with their answers and labels, by day, and apart by origin',
    ],
    ['contender drift --reference ref.csv --current cur.csv --compat evidently', 'as Evidently judges them'],
  ],
  inputs: z.strictObject(driftInputs),
  outputs: { verdict: 'stable, watch, drift or insufficient: the worst of all models' },
  async main(input, host) {
    const found = input.current === undefined ? await driftOfProject(input, host) : await driftOfFiles(input, host)
    const verdict = worst(found.map((one) => one.verdict))
    return {
      outcome: outcomeOf(verdict),
      text: found
        .map((one) => `${one.model}  ${one.verdict}\n${one.because.map((line) => `  ${line}\n`).join('')}`)
        .join('\n'),
      artifact: found.length === 1 ? found[0] : found,
      outputs: { verdict },
    }
  },
})

type Input = z.output<z.ZodObject<typeof driftInputs>>

async function driftOfProject(input: Input, host: Host): Promise<Drift[]> {
  refuseSettings(input, input.config)
  if (input.time !== undefined)
    throw new UserError(`Unexpected --time beside ${input.config}, expected \`drift.logs.time\` there`)
  const project = await openProject(input, host)
  const watched = project.models.filter((model) => model.drift !== undefined)
  if (watched.length === 0)
    throw new UserError(
      `No model of ${input.config} is watched, expected a \`drift\` section with its logs; or name two files with --reference and --current`,
    )
  const asked = { now: input.at ?? host.now().getTime(), windows: input.windows, reference: input.reference }
  const found: Drift[] = []
  for (const model of watched) {
    const history: WindowSummary[] = []
    const judged = await withModelWatch(project, model, asked, host, async (watch) =>
      judgeWatch({ ...watch, history }, seedOf(model.name)),
    )
    found.push(await keep(project, model.name, judged))
  }
  return found
}

async function driftOfFiles(input: Input, host: Host): Promise<Drift[]> {
  const { current, reference, task, time } = input
  refuseProject(input, '--current')
  if (reference === undefined)
    throw new UserError('Missing --reference beside --current, expected the rows or profile to compare with')
  const project = await settingsProject(
    { ...input, task: task ?? 'binary-classification', predictions: current! },
    host,
  )
  const [model] = project.models as [Project['models'][number]]
  const files = { reference, current: current!, model, hasTask: task !== undefined, time }
  const judged = await withFilesWatch(project, files, async (watch) =>
    judgeWatch({ ...watch, history: [] }, seedOf(model.name)),
  )
  return [await keep(project, model.name, judged)]
}

/** Writes the newest of the windows; those before it are in its history. */
async function keep(project: Project, name: string, judged: readonly Judged[]): Promise<Drift> {
  const drift = driftSchema.parse({
    schema: 'contender/drift@1',
    ...headerOf(project, { name }, seedOf(name)),
    ...judged.at(-1)!.drift,
  })
  await writeJson(artifactPath(project, { name }, 'drift.json'), drift)
  return drift
}

/** The same for the same model, so that nobody can look for one that suits. */
function seedOf(name: string): number {
  return Number.parseInt(sha256(name).slice('sha256:'.length, 'sha256:'.length + 8), 16)
}

const ORDER: readonly DriftVerdict[] = ['stable', 'watch', 'insufficient', 'drift']

function worst(verdicts: readonly DriftVerdict[]): DriftVerdict {
  return verdicts.toSorted((a, b) => ORDER.indexOf(b) - ORDER.indexOf(a))[0] ?? 'insufficient'
}

function outcomeOf(verdict: DriftVerdict): RunOutcome {
  if (verdict === 'drift') return 'fail'
  return verdict === 'insufficient' ? 'undecided' : 'pass'
}
