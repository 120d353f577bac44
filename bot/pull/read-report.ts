import type { Report } from '../../core/artifacts/report.ts'
import { UserError } from '../../core/errors.ts'
import { statusOf } from '../../core/io/github/client.ts'
import { readRunReports } from '../../core/io/github/read-run-reports.ts'
import { joinReports } from '../../core/join-reports.ts'
import type { WorkflowRun } from '../../core/pull-request/choose-run.ts'
import { artifactName } from '../../core/report-archive/artifact-name.ts'
import type { RepositoryAccess } from '../github/open-github.ts'

/** The report of a run that is over, or why there is none that counts. */
export type RunReport = { readonly report: Report } | { readonly problem: string }

/** Of a name in a message. */
const LONGEST = 80

/**
 * The report that a run has left about a commit, read by the rules for what strangers hand over. What GitHub cannot
 * answer now is no fault of the report: that is thrown, for a later look.
 *
 * @param models names of all that contender.yml has or had: artifacts of others are not looked at
 */
export async function readReport(
  access: RepositoryAccess,
  run: WorkflowRun,
  models: readonly string[],
): Promise<RunReport> {
  const { at, cache, client } = access
  const { head, id } = run
  const names = new Set([undefined, ...models].map((model) => artifactName(model)))
  const wanted = { isReport: (name: string) => names.has(name), nameOf: artifactName }
  try {
    const { names, newest, reports } = await readRunReports(client, { ...at, run_id: id }, wanted, cache.get)
    if (reports.length === 0) return { problem: sayNone(names) }
    if (isOfEarlier(newest, run) && !(await ranFailedAgain(access, run)))
      return { problem: `attempt ${run.attempt} of its run left no report: run all of its jobs again` }
    const report = joinReports(reports)
    if (report.head_sha === head) return { report }
    const other = report.head_sha?.slice(0, 40) ?? 'no commit'
    return { problem: `the report of run ${id} is about ${other}, expected ${head}` }
  } catch (error) {
    if (!(error instanceof UserError) || isOfGitHub(error)) throw error
    return { problem: error.message }
  }
}

/** Whether the newest attempt of a run has left no report, so that all there are come from attempts before it. */
function isOfEarlier(newest: Date | undefined, { attempt, startedAt }: WorkflowRun): boolean {
  return attempt > 1 && newest !== undefined && startedAt !== undefined && newest < startedAt
}

/**
 * Whether the newest attempt of a run may have been of its failed jobs alone, and all is well now: then the job that
 * judges had passed before, and what it left counts. Any other attempt judges anew.
 */
async function ranFailedAgain({ at, cache, client }: RepositoryAccess, { attempt, conclusion, id }: WorkflowRun) {
  if (conclusion !== 'success') return false
  const before = await cache.get(`attempt ${id} ${attempt - 1}`, async () => {
    const asked = { ...at, run_id: id, attempt_number: attempt - 1 }
    return (await client.rest.actions.getWorkflowRunAttempt(asked)).data.conclusion
  })
  return before !== 'success'
}

function sayNone(names: readonly string[]): string {
  const there = names.slice(0, 5).map((name) => name.slice(0, LONGEST))
  const has = names.length === 0 ? 'it left no artifacts' : `it left ${there.join(', ')}`
  return `its run has no artifact ${artifactName(undefined)} (${has})`
}

/** A request that failed for another reason than that the artifact is gone. */
function isOfGitHub({ cause }: UserError): boolean {
  const status = cause === undefined || cause === null ? undefined : statusOf(cause)
  return status !== undefined && status !== 404 && status !== 410
}
