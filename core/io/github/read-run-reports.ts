import type { Octokit } from '@octokit/rest'
import type { Report } from '../../artifacts/report.ts'
import { UserError } from '../../errors.ts'
import {
  chooseArtifacts,
  isJoined,
  type RunArtifact,
  type Wanted,
  withoutJudged,
} from '../../pull-request/choose-artifacts.ts'
import { ARCHIVE_BOUNDS } from '../../report-archive/bounds.ts'
import { readReportArchive } from '../../report-archive/read-report-archive.ts'
import { explainRequest, type Repository } from './client.ts'
import { downloadArtifact } from './download-artifact.ts'

/** Reports of a run, and the names of all that it uploaded: for a message where there is no report. */
export interface RunReports {
  readonly reports: readonly Report[]
  readonly names: readonly string[]
  /** When the newest of the reports was uploaded. */
  readonly newest: Date | undefined
}

/** Gives what was made under a key before, else makes it. @param size of what was made, in bytes */
export type Keep = <T>(key: string, make: () => Promise<T>, size?: (made: T) => number) => Promise<T>

/** Bytes in memory to bytes of the zip: JSON of ours deflates to an eighth, and takes twice its text as objects. */
const SWELLS = 16

/**
 * The reports that a workflow run has uploaded, read by the rules for what strangers hand over. One request for the
 * list, and one for each report; legs of a matrix that another job has joined since are not asked for.
 *
 * A report of all models says nothing of those that a newer artifact has judged: a leg that was run again, whose
 * joining job was not.
 *
 * @param keep makes what can never change once: the report in an artifact of one number and digest
 * @throws {UserError} without the permission `actions: read`, or if a report has expired or cannot be one
 */
export async function readRunReports(
  client: Octokit,
  { run_id, ...at }: Repository & { readonly run_id: number },
  wanted: Wanted,
  keep: Keep = (_, make) => make(),
): Promise<RunReports> {
  const ask = <T>(work: Promise<T>) =>
    work.catch((error: unknown) => {
      throw explainRequest(`the artifacts of run ${run_id}`, error, 'actions: read')
    })
  const list = { ...at, run_id, per_page: 100 }
  const artifacts: readonly RunArtifact[] = await ask(
    client.paginate(client.rest.actions.listWorkflowRunArtifacts, list),
  )
  const reports: Report[] = []
  let joined: Report | undefined
  let room: number = ARCHIVE_BOUNDS.archive
  const chosen = chooseArtifacts(artifacts, wanted)
  for (const { digest, expired, id, name, size_in_bytes } of chosen) {
    if (isJoined(joined, name, wanted)) continue
    if (expired) throw new UserError(`The artifact ${name} has expired: run all jobs again, which makes it anew`)
    if (size_in_bytes > room)
      throw new UserError(
        `Unexpected artifact ${name} with ${size_in_bytes} bytes, expected at most ${room}: all reports of a run may have ${ARCHIVE_BOUNDS.archive}`,
      )
    room -= size_in_bytes
    const make = async () => {
      const bytes = await ask(downloadArtifact(client, { ...at, artifact_id: id, most: size_in_bytes }))
      const place = `${name} of run ${run_id}`
      return readReportArchive({ bytes, digest: digest ?? undefined, place }).catch(refusal)
    }
    const report = await keep(`report ${id} ${digest}`, make, () => size_in_bytes * SWELLS)
    if (report instanceof UserError) throw report
    if (name === wanted.nameOf(undefined)) {
      reports.push(withoutJudged(report, reports))
      joined = report
    } else reports.push(withoutJudged(report, joined === undefined ? [] : [joined]))
  }
  const created = chosen[0]?.created_at
  return { reports, names: artifacts.map(({ name }) => name), newest: created == null ? undefined : new Date(created) }
}

/** Bytes that are no report never become one. */
function refusal(error: unknown): UserError {
  if (error instanceof UserError) return error
  throw error
}
