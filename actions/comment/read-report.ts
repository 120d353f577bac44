import { resolve } from 'node:path'
import type { Octokit } from '@octokit/rest'
import type { Report } from '../../core/artifacts/report.ts'
import { UserError } from '../../core/errors.ts'
import { readBytes } from '../../core/io/files.ts'
import type { Repository } from '../../core/io/github/client.ts'
import { failedJob } from '../../core/io/github/failed-job.ts'
import { readRunReports } from '../../core/io/github/read-run-reports.ts'
import { artifactName, isReportArtifact } from '../../core/report-archive/artifact-name.ts'
import { parseReport } from '../../core/report-archive/parse-report.ts'
import type { Host } from '../action.ts'
import { wholeReport } from '../report/whole-report.ts'
import type { NoSubject, Subject } from './subject.ts'

/** Where a report is looked for. */
export interface ReportPlace {
  readonly client: Octokit
  readonly at: Repository
  readonly subject: Subject
  /** A file of this job's own. */
  readonly file: string | undefined
}

/**
 * The report to comment on: a file of this job, or what the run has uploaded, all its parts joined.
 *
 * @throws {UserError} if there is none, or if it is about another commit than the one that was judged
 */
export async function readReport(place: ReportPlace, host: Host): Promise<Report | NoSubject> {
  const { file, subject } = place
  const report = file === undefined ? await ofRun(place, host) : await ofFile(file, host)
  if ('because' in report || subject.head === undefined || report.head_sha === subject.head) return report
  throw new UserError(
    `Unexpected report of commit ${report.head_sha?.slice(0, 40) ?? 'none'}, expected one of ${subject.head}, which the pull request's run is about`,
  )
}

async function ofFile(file: string, { directory }: Host): Promise<Report> {
  return parseReport(await readBytes(resolve(directory, file)), file)
}

async function ofRun({ at, client, subject: { conclusion, run } }: ReportPlace, host: Host) {
  if (run === undefined)
    throw new UserError('Missing --report, expected the path of report.json: there is no workflow run to take it from')
  const wanted = { isReport: isReportArtifact, nameOf: artifactName }
  const { names, reports } = await readRunReports(client, { ...at, run_id: run.id }, wanted)
  if (reports.length > 0) return wholeReport(reports, host)
  if (conclusion !== undefined && conclusion !== 'success') {
    return { because: `Run ${run.id} ended with \`${conclusion}\` and left no report.` }
  }
  // The run that this job is of goes on: only its other jobs tell.
  const failed = conclusion === undefined ? await failedJob(client, { ...at, run_id: run.id }) : undefined
  if (failed !== undefined) {
    return { because: `A job of run ${run.id} ended with \`${failed}\` and left no report: its log says why.` }
  }
  const there = names.length === 0 ? 'it has no artifacts' : `it has ${names.slice(0, 10).join(', ')}`
  throw new UserError(
    `No report among the artifacts of run ${run.id} (${there}), expected ${artifactName(undefined)} or ${artifactName('MODEL')}: has this job \`needs:\` on the one that judges, and did that upload?`,
  )
}
