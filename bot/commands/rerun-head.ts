import { UserError } from '../../core/errors.ts'
import { isDenied, statusOf } from '../../core/io/github/client.ts'
import { runsOfCommit } from '../../core/io/github/runs-of-commit.ts'
import { chooseRun, PULL_EVENTS, type SoughtRun, type WorkflowRun } from '../../core/pull-request/choose-run.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { allow } from './allow.ts'
import { placeOfRuling, rulingOf } from './open-change.ts'
import { Refusal } from './refusal.ts'
import type { SeenPull } from './task.ts'

/** A run that judges, and where its workflow is named. */
export interface NamedRun {
  readonly run: SoughtRun
  /** `contender.yml of main (1a2b3c4)` */
  readonly place: string
}

/** What judges a pull request, by the rules that it is under. @throws {UserError} if there are none */
export function runOfPull(seen: SeenPull): NamedRun {
  const { head, headRepository } = seen.pull
  const run = { workflow: rulingOf(seen).workflow, head, headRepository, events: PULL_EVENTS }
  return { run, place: placeOfRuling(seen) }
}

/** Who asks for it once more, and when, where they wrote it. */
interface Wanted extends NamedRun {
  readonly sender: string
  /** A run that began anew since then is what was asked for. */
  readonly since?: string | undefined
}

/**
 * Has a run that judges be made once more: the newest of its kind.
 *
 * @returns the run's page
 * @throws {UserError} if the sender may not write, there is no run of the commit, or it is under way
 */
export async function rerunHead(access: RepositoryAccess, wanted: Wanted): Promise<{ readonly url: string }> {
  await allow(access, wanted.sender, ['write'])
  const run = await newestRun(access, wanted)
  if (isAnew(run, wanted)) return { url: run.url }
  if (run.conclusion === 'action_required') {
    throw new Refusal('It waits for somebody to approve it', { run: run.url })
  }
  if (run.status !== 'completed') throw new Refusal('It is under way already', { run: run.url })
  const { at, client } = access
  try {
    // Sent once: where an answer is lost, the run tells whether it has begun.
    await client.rest.actions.reRunWorkflow({ ...at, run_id: run.id, request: { retries: 0 } })
  } catch (error) {
    if (!isAnew(await newestRun(access, wanted), wanted, run.attempt)) throw refusalOf(error, run.url)
  }
  return { url: run.url }
}

async function newestRun({ at, client }: RepositoryAccess, { place, run: sought }: NamedRun): Promise<WorkflowRun> {
  const newest = chooseRun(await runsOfCommit(client, at, sought.head), sought)
  if (newest !== undefined) return newest
  throw new UserError(
    `There is no run of ${sought.workflow} for ${sought.head.slice(0, 7)}, the workflow that ${place} names: push a commit, or close and open the pull request`,
  )
}

/** Whether a run has begun again: since somebody asked, or after an attempt. */
function isAnew({ attempt, startedAt }: WorkflowRun, { since }: Wanted, after?: number): boolean {
  if (after !== undefined) return attempt > after
  return since !== undefined && attempt > 1 && startedAt !== undefined && startedAt >= new Date(since)
}

/** What GitHub does not let be done is told in its words: a run of a month ago, a run that another has started. */
function refusalOf(error: unknown, run: string): unknown {
  const { message } = error as Error
  if (!isDenied(error) && statusOf(error) !== 422) return error
  const said = message.replace(/\.? - https:.*$|\.$/, '')
  return new Refusal(`GitHub does not run it again: ${said}`, { run }, { cause: error })
}
