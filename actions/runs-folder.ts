import { constants, copyFile, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Comparison, comparisonSchema } from '../core/artifacts/comparison.ts'
import { type Evaluation, evaluationSchema } from '../core/artifacts/evaluation.ts'
import { type Run, runSchema } from '../core/artifacts/run.ts'
import { replaceFile, writeJson } from '../core/io/files.ts'
import type { Project } from './project.ts'
import { readArtifact } from './read-artifact.ts'

/** A training of the past, in a folder of its own: `.contender/.runs/<model>/<id>/`. */
export interface KeptRun {
  readonly run: Run
  readonly evaluation: Evaluation | undefined
  readonly comparison: Comparison | undefined
  readonly folder: string
}

/** Names of the folders of runs. */
export const RUN_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Model names begin with a letter or digit, so no model's artifacts can be where the runs are. */
export function runsFolder(project: Pick<Project, 'out'>, model: string): string {
  return join(project.out, '.runs', model)
}

/** The folder of one run. */
export function runFolder(project: Pick<Project, 'out'>, { id, model }: Pick<Run, 'id' | 'model'>): string {
  return join(runsFolder(project, model), id)
}

/** Keeps a run with its models; `run.json` comes last, so that a run that is there is whole. */
export async function keepRun(
  project: Pick<Project, 'out'>,
  run: Run,
  models: readonly { readonly path: string; readonly name: string }[],
): Promise<void> {
  const folder = runFolder(project, run)
  await mkdir(folder, { recursive: true })
  for (const { name, path } of models)
    await replaceFile(join(folder, name), (temporary) => copyFile(path, temporary, constants.COPYFILE_FICLONE))
  await writeJson(join(folder, 'run.json'), run)
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
  await replaceFile(join(folder, PREDICTIONS), (temporary) =>
    copyFile(predictions, temporary, constants.COPYFILE_FICLONE),
  )
  await writeJson(join(folder, 'evaluation.json'), artifact)
}

/** The runs of a model that this folder keeps, oldest first. */
export async function keptRuns(project: Pick<Project, 'out'>, model: string): Promise<KeptRun[]> {
  const folder = runsFolder(project, model)
  const names = await readdir(folder).catch(() => [])
  const runs: KeptRun[] = []
  for (const name of names.filter((name) => RUN_ID.test(name)).sort()) {
    const path = join(folder, name)
    const run = await readArtifact(join(path, 'run.json'), runSchema)
    if (run === undefined) continue
    const evaluation = await readArtifact(join(path, 'evaluation.json'), evaluationSchema)
    const comparison = await readArtifact(join(path, 'comparison.json'), comparisonSchema)
    runs.push({ run, evaluation, comparison, folder: path })
  }
  return runs
}
