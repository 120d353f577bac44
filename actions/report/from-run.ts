import type { Octokit } from '@octokit/rest'
import type { Report } from '../../core/artifacts/report.ts'
import { UserError } from '../../core/errors.ts'
import { secretsOf } from '../../core/io/child-environment.ts'
import { githubClient } from '../../core/io/github/client.ts'
import { readRunReports } from '../../core/io/github/read-run-reports.ts'
import { artifactName, isReportArtifact } from '../../core/report-archive/artifact-name.ts'
import { redactAll } from '../../reports/redact.ts'
import type { Host } from '../action.ts'
import { gitHubPlace, repositoryOf } from '../github-place.ts'
import { wholeReport } from './whole-report.ts'

/** The workflow run that this job is of. */
interface ThisRun {
  readonly owner: string
  readonly repo: string
  readonly run_id: number
}

/**
 * The reports that the other jobs of this workflow run have uploaded, one a model, joined into one.
 *
 * @throws {UserError} outside a workflow run, without the permission `actions: read`, or where no job left a report
 */
export async function reportFromRun(host: Host): Promise<Report> {
  const { client, run } = openRun(host)
  const wanted = { isReport: isReportArtifact, nameOf: artifactName }
  const { reports } = await host.step('reading the reports of this run', () => readRunReports(client, run, wanted))
  if (reports.length === 0) {
    throw new UserError(
      `No report among the artifacts of run ${run.run_id}, expected ${artifactName('MODEL')} of each job of the matrix: has the job \`needs:\` on it, and does it name its \`model\`?`,
    )
  }
  return redactAll(wholeReport(reports, host), secretsOf(host.environment))
}

function openRun(host: Host): { readonly client: Octokit; readonly run: ThisRun } {
  const { GITHUB_RUN_ID } = host.environment
  const repository = repositoryOf(host.environment)
  if (repository === undefined || !GITHUB_RUN_ID)
    throw new UserError('Unexpected --from run outside of a workflow run of GitHub, expected --from folder')
  const place = gitHubPlace(host)
  if (place === undefined)
    throw new UserError('Missing token to read artifacts with, expected `github-token` of a job with `actions: read`')
  const onWait = (seconds: number) => host.warn(`GitHub asks to wait for ${seconds} seconds`)
  return { client: githubClient({ ...place, onWait }), run: { ...repository, run_id: Number(GITHUB_RUN_ID) } }
}
