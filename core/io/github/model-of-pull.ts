import { posix } from 'node:path'
import type { Octokit } from '@octokit/rest'
import type { Run } from '../../artifacts/run.ts'
import { UserError } from '../../errors.ts'
import type { RunArtifact, Wanted } from '../../pull-request/choose-artifacts.ts'
import { chooseRun } from '../../pull-request/choose-run.ts'
import { readArchivedFile } from '../../report-archive/read-archived-file.ts'
import { sha256 } from '../../sha256.ts'
import { explainRequest, type Repository } from './client.ts'
import { downloadArtifact } from './download-artifact.ts'
import { readRunReports } from './read-run-reports.ts'
import { runsOfCommit } from './runs-of-commit.ts'

/** Of a model that leaves a run as an artifact, in bytes: it is read in memory. Larger ones are trained again. */
export const MOST_MODEL = 512_000_000

/** The model of a pull request that its own run made. */
export interface WantedModel {
  /** Newest commit of the pull request. */
  readonly head: string
  /** Workflow whose run is believed: the file that the base branch names. */
  readonly workflow: string
  readonly model: string
  /** Path of its file. */
  readonly uri: string
  /** Name of the artifact that holds it. */
  readonly artifact: string
  readonly reports: Wanted
  /** Why a training, as its run recorded it, would not make this model now; undefined where it would. */
  readonly differs: (recorded: Run) => Promise<string | undefined>
}

/** The bytes that were judged, and by which run they were made; or why there are none, as a sentence. */
export type ModelOfPull =
  | { readonly bytes: Uint8Array; readonly digest: string; readonly run: number }
  | { readonly because: string }

/**
 * The bytes of a model that a pull request's run has made and judged. Which run is its, GitHub's own record says: of
 * that commit, by that workflow, from this very repository and no fork. They count only where their digest is that of
 * the model in the report of the same run, and where that was made from what is merged now.
 *
 * @throws {UserError} without the permission `actions: read`
 */
export async function modelOfPull(client: Octokit, at: Repository, wanted: WantedModel): Promise<ModelOfPull> {
  const ask = <T>(work: Promise<T>) =>
    work.catch((error: unknown) => {
      throw explainRequest(`the workflow runs of ${wanted.head.slice(0, 7)}`, error, 'actions: read')
    })
  const runs = await ask(runsOfCommit(client, at, wanted.head))
  const run = chooseRun(
    runs.filter(({ status }) => status === 'completed'),
    { ...wanted, headRepository: `${at.owner}/${at.repo}`, events: ['pull_request'] },
  )
  if (run === undefined) return { because: `no run of ${wanted.workflow} is known of ${wanted.head.slice(0, 7)}` }
  const list = { ...at, run_id: run.id, per_page: 100 }
  const artifacts: RunArtifact[] = await ask(client.paginate(client.rest.actions.listWorkflowRunArtifacts, list))
  const found = artifacts.filter(({ name }) => name === wanted.artifact).sort((a, b) => b.id - a.id)[0]
  if (found === undefined) return { because: `run ${run.id} left no artifact ${wanted.artifact}` }
  if (found.expired) return { because: `the artifact ${wanted.artifact} of run ${run.id} has expired` }
  if (found.size_in_bytes > MOST_MODEL)
    return { because: `the artifact ${wanted.artifact} of run ${run.id} has ${found.size_in_bytes} bytes` }
  try {
    const { reports } = await readRunReports(client, { ...at, run_id: run.id }, wanted.reports)
    const judged = reports.flatMap(({ models }) => models).find(({ model }) => model === wanted.model)
    if (judged === undefined) return { because: `run ${run.id} left no report on ${wanted.model}` }
    if (judged.run === undefined) return { because: `run ${run.id} left no record of what it was made from` }
    const other = await wanted.differs(judged.run)
    if (other !== undefined) return { because: `what run ${run.id} trained it from is not what was merged: ${other}` }
    const bytes = await ask(downloadArtifact(client, { ...at, artifact_id: found.id, most: found.size_in_bytes }))
    const place = `${found.name} of run ${run.id}`
    const file = posix.basename(wanted.uri)
    const bounds = { archive: MOST_MODEL, entries: 1, file: MOST_MODEL, ratio: 1000 }
    const model = await readArchivedFile(
      { bytes, digest: found.digest ?? undefined, place },
      { file, beside: [], bounds },
    )
    const digest = sha256(model)
    if (digest === judged.evaluation.artifact.digest && digest === judged.run.artifact.digest)
      return { bytes: model, digest, run: run.id }
    return { because: `what the artifact ${place} holds is not the model that its report judged` }
  } catch (error) {
    if (error instanceof UserError && error.message.startsWith('Unexpected')) return { because: error.message }
    throw error
  }
}
