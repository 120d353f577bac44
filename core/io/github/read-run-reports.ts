import type { Octokit } from '@octokit/rest'
import type { Report } from '../../artifacts/report.ts'
import { chooseArtifacts, type RunArtifact, type Wanted } from '../../pull-request/choose-artifacts.ts'
import { readReportArchive } from '../../report-archive/read-report-archive.ts'
import { explainRequest, type Repository } from './client.ts'
import { downloadArtifact } from './download-artifact.ts'

/** Reports of a run, and the names of all that it uploaded: for a message where there is no report. */
export interface RunReports {
  readonly reports: readonly Report[]
  readonly names: readonly string[]
}

/**
 * The reports that a workflow run has uploaded, read by the rules for what strangers hand over. One request for the
 * list, and one for each report.
 *
 * @throws {UserError} without the permission `actions: read`, or if a report has expired or cannot be one
 */
export async function readRunReports(
  client: Octokit,
  { run_id, ...at }: Repository & { readonly run_id: number },
  wanted: Wanted,
): Promise<RunReports> {
  const ask = <T>(work: Promise<T>) =>
    work.catch((error: unknown) => {
      throw explainRequest(`the artifacts of run ${run_id}`, error, 'actions: read')
    })
  const list = { ...at, run_id, per_page: 100 }
  const artifacts: RunArtifact[] = await ask(client.paginate(client.rest.actions.listWorkflowRunArtifacts, list))
  const reports: Report[] = []
  for (const { digest, id, name, size_in_bytes } of chooseArtifacts(artifacts, wanted)) {
    const bytes = await ask(downloadArtifact(client, { ...at, artifact_id: id, most: size_in_bytes }))
    const place = `${name} of run ${run_id}`
    reports.push(await readReportArchive({ bytes, digest: digest ?? undefined, place }))
  }
  return { reports, names: artifacts.map(({ name }) => name) }
}
