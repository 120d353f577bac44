import { UserError } from '../../core/errors.ts'
import type { Run } from '../../core/io/github/find-pull-requests.ts'
import type { Host } from '../action.ts'
import { type RunnerEvent, readEvent } from '../event.ts'

/** Inputs that say what a comment is about, where the event does not. */
export interface SubjectInput {
  readonly pullRequest?: number | undefined
  readonly report?: string | undefined
  readonly workflow: string
}

/** What a comment is to be about, by what GitHub or the caller says; never by what a report says. */
export interface Subject {
  readonly pull: { readonly number: number } | Run
  /** The commit that was judged; undefined where only the report tells. */
  readonly head?: string
  /** The workflow run that judged; undefined outside of GitHub. */
  readonly run: { readonly id: number; readonly attempt: number } | undefined
  /** How a run that is over has ended. */
  readonly conclusion?: string | undefined
}

/** There is nothing to comment on. */
export interface NoSubject {
  readonly because: string
  /** Worth more than a line of the log. */
  readonly warn?: boolean
}

/**
 * The pull request and the run that this job is to comment on: those of its own event, or, in a workflow that waits
 * for another (`workflow_run`), those of the other.
 *
 * @throws {UserError} where neither event nor inputs say, or where they contradict each other
 */
export async function findSubject(input: SubjectInput, host: Host): Promise<Subject | NoSubject> {
  const event = await readEvent(host)
  if (event?.name === 'workflow_run' && event.workflow_run !== undefined) return ofRun(event.workflow_run, input)
  const run = ownRun(host)
  if (input.pullRequest !== undefined) return { pull: { number: input.pullRequest }, run }
  const { pull_request } = event ?? {}
  if (pull_request !== undefined) return { pull: pull_request, head: pull_request.head.sha, run }
  if (event !== undefined) return { because: `The event \`${event.name}\` is about no pull request.` }
  throw new UserError(
    'Missing --pull-request, expected its number: outside of a GitHub workflow run nothing else says what to comment on',
  )
}

function ofRun(run: NonNullable<RunnerEvent['workflow_run']>, input: SubjectInput): Subject | NoSubject {
  const { conclusion, event, head_branch, head_repository, head_sha, id, path, run_attempt, status } = run
  for (const name of ['pullRequest', 'report'] as const) {
    if (input[name] === undefined) continue
    const flag = name === 'report' ? 'report' : 'pull-request'
    throw new UserError(
      `Unexpected --${flag} on the event \`workflow_run\`, expected none: both are found by the run's own commit`,
    )
  }
  if (event !== 'pull_request' && event !== 'pull_request_target') {
    return { because: `Run ${id} was started by \`${event}\`, not by a pull request.` }
  }
  // A pull request can bring a workflow file of its own with the same name in it.
  const file = path?.replace(/@.*$/s, '')
  if (file && file !== input.workflow) {
    return {
      because: `Run ${id} is of ${file}, expected ${input.workflow}: name the workflow that judges by the input \`workflow\`.`,
      warn: true,
    }
  }
  if (status && status !== 'completed') return { because: `Run ${id} is still going.` }
  const branch = { head: head_sha, headRepository: head_repository?.full_name, headBranch: head_branch ?? undefined }
  return { pull: branch, head: head_sha, run: { id, attempt: run_attempt }, conclusion: conclusion ?? undefined }
}

function ownRun({ environment }: Host): Subject['run'] {
  const { GITHUB_RUN_ATTEMPT: attempt, GITHUB_RUN_ID: id } = environment
  return id ? { id: Number(id), attempt: Number(attempt || 1) } : undefined
}
