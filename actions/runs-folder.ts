import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Comparison } from '../core/artifacts/comparison.ts'
import type { Evaluation } from '../core/artifacts/evaluation.ts'
import { type Run, runSchema } from '../core/artifacts/run.ts'
import { copyWhole, exists, writeJson } from '../core/io/files.ts'
import { makeFolder, removeFolder } from '../core/io/write-error.ts'
import type { Project } from './project.ts'
import { readArtifact } from './read-artifact.ts'

/** A training of the past, in a folder of its own: `.contender/.runs/<model>/<id>/`. */
export interface KeptRun {
  readonly run: Run
  readonly folder: string
}

/** Names of the folders of runs. */
const RUN_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

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

/** Predictions of the test rows are smaller, and what two runs are compared by. */
const RUNS_WITH_PREDICTIONS = 20

/**
 * Keeps a run with its models, and no more models than those of the newest 5 runs, nor predictions than of the
 * newest 20. The file `run.json` comes last, so that a run that is there is whole.
 *
 * @returns the run's folder
 */
export async function keepRun(
  project: Pick<Project, 'out'>,
  run: Run,
  models: readonly { readonly path: string; readonly seed?: number }[],
): Promise<string> {
  const folder = runFolder(project, run)
  await makeFolder(folder)
  for (const { path, seed } of models) await copyWhole(path, keptModel(folder, run, seed))
  await writeJson(join(folder, 'run.json'), run)
  await dropOld(project, run.model, { name: MODELS, keep: RUNS_WITH_MODELS })
  await dropOld(project, run.model, { name: PREDICTIONS, keep: RUNS_WITH_PREDICTIONS })
  return folder
}

async function dropOld(project: Pick<Project, 'out'>, model: string, { keep, name }: { name: string; keep: number }) {
  const older = (await keptIds(project, model)).slice(0, -keep)
  const paths = older.map((id) => join(runsFolder(project, model), id, name))
  await Promise.all(paths.map(async (path) => (await exists(path)) && removeFolder(path)))
}

/**
 * The runs of a model that this folder keeps, newest first, one at a time and without how they were judged.
 * One that cannot be read, as another version's, is left out: it is only a memory.
 */
export async function* newestRuns(project: Pick<Project, 'out'>, model: string): AsyncGenerator<KeptRun> {
  for (const id of (await keptIds(project, model)).reverse()) {
    const folder = join(runsFolder(project, model), id)
    const run = await readArtifact(join(folder, 'run.json'), runSchema).catch(() => undefined)
    if (run !== undefined) yield { run, folder }
  }
}

/** Ids of the runs of a model that this folder keeps. They begin with their time: sorted, they are oldest first. */
export async function keptIds(project: Pick<Project, 'out'>, model: string): Promise<string[]> {
  const names = await readdir(runsFolder(project, model)).catch(() => [])
  return names.filter((name) => RUN_ID.test(name)).sort()
}

/** Predictions of a run's model, kept so that two runs can be compared row by row later. */
export function keptPredictions(project: Pick<Project, 'out'>, run: Pick<Run, 'id' | 'model'>): string {
  return join(runFolder(project, run), PREDICTIONS)
}

const PREDICTIONS = 'predictions.parquet'

/** Keeps how a run was judged beside it: what `.contender/<model>/run.json` made, if that is what was judged. */
export async function keepJudgement(project: Pick<Project, 'out'>, artifact: Evaluation | Comparison): Promise<void> {
  const latest = await readArtifact(join(project.out, artifact.model, 'run.json'), runSchema)
  const judged = 'candidate' in artifact ? artifact.candidate.artifact : artifact.artifact
  if (latest === undefined || latest.artifact.digest !== judged.digest) return
  const folder = runFolder(project, latest)
  if ('candidate' in artifact) return writeJson(join(folder, 'comparison.json'), artifact)
  // Predictions first: an evaluation that is there is one of those beside it.
  const predictions = join(project.out, artifact.model, PREDICTIONS)
  await copyWhole(predictions, join(folder, PREDICTIONS))
  await writeJson(join(folder, 'evaluation.json'), artifact)
}
