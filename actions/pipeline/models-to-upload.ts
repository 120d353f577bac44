import { basename, dirname } from 'node:path'
import type { Report } from '../../core/artifacts/report.ts'
import type { Model } from '../../core/config.ts'
import { digestAt } from '../../core/io/git.ts'
import { MOST_MODEL } from '../../core/io/github/model-of-pull.ts'
import { modelArtifactName } from '../../core/report-archive/artifact-name.ts'
import type { Outcome } from '../action.ts'
import { fromRoot } from '../at-commit.ts'
import { dvcAt } from '../dvc-at.ts'
import type { RunnerEvent } from '../event.ts'
import { fileOf, type Project } from '../project.ts'
import { releases } from '../release/releases.ts'
import { readWorkflows } from '../workflow-file.ts'

/**
 * The models that a run has made and that nothing keeps but it: they leave the runner beside the report, so that what
 * was judged can be released once it is merged. Only where a workflow of the repository releases models: who may read
 * the repository may download what a run leaves, and elsewhere nobody asked for that. Of a fork none is ever released.
 */
export async function modelsToUpload(
  project: Project,
  report: Report,
  event: RunnerEvent | undefined,
): Promise<Outcome['models']> {
  const { base, head } = event?.pull_request ?? {}
  if (head === undefined || head.repo?.full_name !== base?.repo?.full_name) return undefined
  const workflows = await readWorkflows(project.root)
  if (!workflows.some(({ jobs }) => jobs.some(releases))) return undefined
  const found = await Promise.all(project.models.map((model) => modelToUpload(project, model, report)))
  return found.filter((one) => one !== undefined)
}

async function modelToUpload(project: Project, { model, name, train }: Model, { models }: Report) {
  const judged = models.find((one) => one.model === name)?.evaluation.artifact
  if (train === undefined || model === undefined || judged === undefined || judged.bytes > MOST_MODEL) return undefined
  const path = fromRoot(project, model.path)
  const { commit, root } = project
  const inGit = commit !== null && (await digestAt(root, commit, path)) !== undefined
  if (inGit || (commit !== null && (await dvcAt(root, commit, path)) !== undefined)) return undefined
  const file = await fileOf(project, model.path)
  const artifact = modelArtifactName(name, fromRoot(project, basename(project.config.file)))
  return { name: artifact, folder: dirname(file), file: basename(file) }
}
