import { join } from 'node:path'
import * as z from 'zod'
import type { RunOutcome } from '../../core/artifacts/comparison.ts'
import { type Drift, type DriftVerdict, driftSchema } from '../../core/artifacts/drift.ts'
import { UserError } from '../../core/errors.ts'
import { secretsOf } from '../../core/io/child-environment.ts'
import { writeAtomic, writeJson } from '../../core/io/files.ts'
import { sha256 } from '../../core/sha256.ts'
import { renderDriftMarkdown } from '../../reports/drift/markdown.ts'
import { renderDriftTerminal } from '../../reports/drift/terminal.ts'
import { plain } from '../../reports/plain.ts'
import { type MeasuredWindow, renderPrometheus } from '../../reports/prometheus.ts'
import { redactAll } from '../../reports/redact.ts'
import { defineAction, type Host } from '../action.ts'
import { headerOf } from '../header.ts'
import { refuseProject, refuseSettings } from '../inputs.ts'
import { openLedger } from '../ledger.ts'
import { artifactPath, openProject, type Project } from '../project.ts'
import { fromLedger } from '../runs/from-ledger.ts'
import { settingsProject } from '../settings-project.ts'
import { driftInputs } from './inputs.ts'
import { type Judged, judgeWatch } from './judge-watch.ts'
import { recordWindows, requireGit, windowsOf } from './ledger-windows.ts'
import { type Responded, respond } from './respond.ts'
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
  outputs: {
    verdict: 'stable, watch, drift or insufficient: the worst of all models',
    report: 'Path of drift.md: what was found, for people',
    retrain: 'With `respond`: JSON list of the models that are to be trained anew',
  },
  async main(input, host) {
    const project = input.current === undefined ? await watchedProject(input, host) : await filesProject(input, host)
    const found =
      input.current === undefined ? await judgeModels(project, input, host) : await judgeFiles(project, input, host)
    const drifts = found.map(({ drift }) => drift)
    const markdown = renderDriftMarkdown(drifts)
    await writeAtomic(join(project.out, 'drift.md'), new TextEncoder().encode(markdown))
    if (input.metricsFile !== undefined) await writeMetrics(project, input.metricsFile, found)
    const responses = input.respond ? await respondToAll(project, found, input, host) : []
    const verdict = worst(drifts.map((one) => one.verdict))
    return {
      outcome: outcomeOf(verdict),
      text: [
        ...drifts.map((one) => renderDriftTerminal(one, host.paint)),
        ...responses.flatMap(({ did }) => did.map((line) => `  ${plain(line)}\n`)),
      ].join('\n'),
      artifact: drifts.length === 1 ? drifts[0] : drifts,
      outputs: {
        verdict,
        report: join(project.out, 'drift.md'),
        retrain: JSON.stringify(responses.filter(({ retrain }) => retrain !== undefined).map(({ model }) => model)),
      },
      summary: markdown,
    }
  },
})

type Input = z.output<z.ZodObject<typeof driftInputs>>

/** A model's newest window, with all that were judged. */
interface Found {
  readonly drift: Drift
  readonly judged: readonly Judged[]
}

async function watchedProject(input: Input, host: Host): Promise<Project> {
  refuseSettings(input, input.config)
  if (input.time !== undefined)
    throw new UserError(`Unexpected --time beside ${input.config}, expected \`drift.logs.time\` there`)
  const project = await openProject(input, host)
  const models = project.models.filter((model) => model.drift !== undefined)
  if (models.length === 0)
    throw new UserError(
      `No model of ${input.config} is watched, expected a \`drift\` section that names its logs; or two files, by --reference and --current`,
    )
  if (input.record) requireGit(project)
  return { ...project, models }
}

async function judgeModels(project: Project, input: Input, host: Host): Promise<Found[]> {
  const { at, compat, local, record, reference, windows } = input
  const asked = { now: at ?? host.now().getTime(), windows, reference, compat }
  const found: Found[] = []
  for (const model of project.models) {
    const seed = seedOf(model.name)
    const events = await fromLedger(project, host, local, (ledger) => ledger.drift(model.name))
    const judged = await withModelWatch(project, model, asked, host, async (watch, engine) => {
      const [first] = watch.windows
      // What was said of these windows before is said anew.
      const history = windowsOf(events ?? []).filter(({ window }) => Date.parse(window.to) <= first!.range!.from)
      return host.step(`${model.name}: comparing`, () => judgeWatch({ ...watch, history }, engine, seed))
    })
    const drift = await keep(project, model.name, judged, host)
    found.push({ drift, judged })
    if (record) await recordWindows(project, await openLedger(project, host, { local }), { drift, judged }, host)
  }
  return found
}

/** What was done about each model; what one of them could not do is told once the others are through. */
async function respondToAll(project: Project, found: readonly Found[], { local }: Input, host: Host) {
  const ledger = project.inGit ? await openLedger(project, host, { local }) : undefined
  const done: (Responded & { readonly model: string })[] = []
  for (const { drift } of found) {
    const model = project.models.find(({ name }) => name === drift.model)!
    const history = (await ledger?.drift(model.name)) ?? []
    const retrainings = (await ledger?.retrainings(model.name)) ?? []
    const known = { drift, history, retrainings, previous: undefined }
    done.push({ model: model.name, ...(await respond(project, model, known, host)) })
  }
  const failed = done.flatMap(({ failed }) => failed ?? [])
  if (failed.length === 0) return done
  for (const { did } of done) for (const line of did) host.warn(line)
  throw failed.length === 1
    ? failed[0]
    : new UserError(failed.map(({ message }) => message).join('\n'), { cause: failed[0] })
}

async function filesProject(input: Input, host: Host): Promise<Project> {
  refuseProject(input, '--current')
  for (const name of ['at', 'record', 'local', 'respond', 'metricsFile'] as const)
    if (input[name] !== undefined && input[name] !== false)
      throw new UserError(
        `Unexpected --${name === 'metricsFile' ? 'metrics-file' : name} beside --current, expected a config: two files are no windows of production`,
      )
  if (input.reference === undefined)
    throw new UserError('Missing --reference beside --current, expected the rows or the profile to compare with')
  return settingsProject({ ...input, task: input.task ?? 'binary-classification', predictions: input.current! }, host)
}

async function judgeFiles(
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
  return [{ drift: await keep(project, model.name, judged, host), judged }]
}

/** Writes the newest of the windows; those before it are in its history. */
async function keep(project: Project, name: string, judged: readonly Judged[], host: Host): Promise<Drift> {
  const head = { schema: 'contender/drift@1', ...headerOf(project, { name }, seedOf(name)) }
  const found = driftSchema.parse({ ...head, ...judged.at(-1)!.drift })
  const drift = redactAll(found, secretsOf(host.environment))
  await writeJson(artifactPath(project, { name }, 'drift.json'), drift)
  return drift
}

/** For a collector that reads files: the newest window of each model, whole or not at all. */
async function writeMetrics({ directory }: Project, file: string, found: readonly Found[]): Promise<void> {
  const windows = found.flatMap(({ drift: { model }, judged }): MeasuredWindow[] => {
    const summary = judged.at(-1)?.summary
    return summary == null ? [] : [{ model, summary }]
  })
  await writeAtomic(join(directory, file), new TextEncoder().encode(renderPrometheus(windows)))
}

/** The same for the same model, so that nobody can look for one that suits. */
function seedOf(name: string): number {
  return Number.parseInt(sha256(name).slice('sha256:'.length, 'sha256:'.length + 8), 16)
}

const ORDER: readonly DriftVerdict[] = ['stable', 'watch', 'insufficient', 'drift']

function worst(verdicts: readonly DriftVerdict[]): DriftVerdict {
  return verdicts.toSorted((a, b) => ORDER.indexOf(b) - ORDER.indexOf(a))[0]!
}

function outcomeOf(verdict: DriftVerdict): RunOutcome {
  if (verdict === 'drift') return 'fail'
  return verdict === 'insufficient' ? 'undecided' : 'pass'
}
