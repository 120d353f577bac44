import { mkdir, readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Comparison, comparisonSchema } from '../core/artifacts/comparison.ts'
import { type Evaluation, evaluationSchema } from '../core/artifacts/evaluation.ts'
import { type Run, runSchema } from '../core/artifacts/run.ts'
import { copyWhole, writeJson } from '../core/io/files.ts'
import type { Project } from './project.ts'
import { readArtifact } from './read-artifact.ts'

/** A training of the past, in a folder of its own: `.contender/.runs/<model>/<id>/`. */
export interface KeptRun {
  readonly run: Run
  readonly evaluation: Evaluation | undefined
  readonly comparison: Comparison | undefined
  readonly folder: string
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Model names begin with a letter or digit, so no model's artifacts can be where the runs are. */
function runsFolder(project: Pick<Project, 'out'>, model: string): string {
  return join(project.out, '.runs', model)
}

/** The folder of one run. */
export function runFolder(project: Pick<Project, 'out'>, { id, model }: Pick<Run, 'id' | 'model'>): string {
  return join(runsFolder(project, model), id)
}

/** Where the model of a kept run is; of another seed than the first, that seed's. */
export function keptModel(folder: string, { artifact }: Pick<Run, 'artifact'>, seed?: number): string {
  const name = basename(artifact.uri)
  return join(folder, MODELS, seed === undefined ? name : `${seed}-${name}`)
}

/** A folder of their own: a model file may be called `run.json` too. */
const MODELS = 'model'

/** Models are the large part: of older runs only the JSON stays. */
const RUNS_WITH_MODELS = 5

/**
 * Keeps a run with its models, and no more models than those of the newest 5 runs. The file `run.json` comes last,
 * so that a run that is there is whole.
 *
 * @returns the run's folder
 */
export async function keepRun(
  project: Pick<Project, 'out'>,
  run: Run,
  models: readonly { readonly path: string; readonly seed?: number }[],
): Promise<string> {
  const folder = runFolder(project, run)
  await mkdir(folder, { recursive: true })
  for (const { path, seed } of models) await copyWhole(path, keptModel(folder, run, seed))
  await writeJson(join(folder, 'run.json'), run)
  const older = (await idsOf(project, run.model)).slice(0, -RUNS_WITH_MODELS)
  for (const id of older) await rm(join(runsFolder(project, run.model), id, MODELS), { recursive: true, force: true })
  return folder
}

/**
 * The runs of a model that this folder keeps, newest first, one at a time and without how they were judged.
 * One that cannot be read, as another version's, is left out: it is only a memory.
 */
export async function* newestRuns(
  project: Pick<Project, 'out'>,
  model: string,
): AsyncGenerator<Pick<KeptRun, 'folder' | 'run'>> {
  for (const id of (await idsOf(project, model)).reverse()) {
    const folder = join(runsFolder(project, model), id)
    const run = await readArtifact(join(folder, 'run.json'), runSchema).catch(() => undefined)
    if (run !== undefined) yield { run, folder }
  }
}

/** Ids of runs begin with their time: sorted, they are oldest first. */
async function idsOf(project: Pick<Project, 'out'>, model: string): Promise<string[]> {
  const names = await readdir(runsFolder(project, model)).catch(() => [])
  return names.filter((name) => ID.test(name)).sort()
}

/** Keeps how a run was judged beside it: what `.contender/<model>/run.json` made, if that is what was judged. */
export async function keepJudgement(project: Pick<Project, 'out'>, artifact: Evaluation | Comparison): Promise<void> {
  const latest = await readArtifact(join(project.out, artifact.model, 'run.json'), runSchema)
  const judged = 'candidate' in artifact ? artifact.candidate.artifact : artifact.artifact
  if (latest === undefined || latest.artifact.digest !== judged.digest) return
  const name = 'candidate' in artifact ? 'comparison.json' : 'evaluation.json'
  await writeJson(join(runFolder(project, latest), name), artifact)
}

/** The runs of a model that this folder keeps, oldest first. */
export async function keptRuns(project: Pick<Project, 'out'>, model: string): Promise<KeptRun[]> {
  const runs: KeptRun[] = []
  for (const id of await idsOf(project, model)) {
    const path = join(runsFolder(project, model), id)
    const run = await readArtifact(join(path, 'run.json'), runSchema)
    if (run === undefined) continue
    const evaluation = await readArtifact(join(path, 'evaluation.json'), evaluationSchema)
    const comparison = await readArtifact(join(path, 'comparison.json'), comparisonSchema)
    runs.push({ run, evaluation, comparison, folder: path })
  }
  return runs
}
