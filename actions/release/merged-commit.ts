import { UserError } from '../../core/errors.ts'
import { fetchCommit } from '../../core/io/fetch-history.ts'
import { resolveRevision } from '../../core/io/git.ts'
import type { Host } from '../action.ts'
import { readEvent } from '../event.ts'
import type { Place } from '../project.ts'

/** What is to be released: a commit of the default branch. */
export interface MergedCommit {
  readonly commit: string
  /** What the branch was before the push; undefined where nobody pushed, or there was no branch. */
  readonly before: string | undefined
  /** Whether it is what a job has checked out, so that its set-up is this commit's own. */
  readonly checkedOut: boolean
}

const EVENTS = ['push', 'workflow_dispatch']

/**
 * The commit that was merged: the checked-out one, or one that a person names. In a workflow it has to be a push to the
 * default branch, or a start by hand on it: everything else may run what nobody has merged.
 *
 * @param head the checked-out commit
 * @throws {UserError} if it is anything else
 */
export async function mergedCommit(
  { root }: Place,
  head: string,
  revision: string | undefined,
  host: Host,
): Promise<MergedCommit> {
  const { environment } = host
  const event = await readEvent(host)
  if (event !== undefined) {
    const branch = event.repository?.default_branch
    const ref = event.name === 'push' ? event.ref : environment.GITHUB_REF
    const wanted = `a push to the default branch ${branch ?? ''}`.trim()
    if (!EVENTS.includes(event.name))
      throw new UserError(`Unexpected event \`${event.name}\`, expected ${wanted}: only what was merged is released`)
    const found = [ref, environment.GITHUB_REF].find((one) => one !== `refs/heads/${branch}`)
    if (branch === undefined || [ref, environment.GITHUB_REF].some((one) => one !== `refs/heads/${branch}`))
      throw new UserError(`Unexpected ref \`${found ?? 'none'}\`, expected ${wanted}: only what was merged is released`)
  }
  if (revision !== undefined) await fetchCommit(root, revision, host.step)
  const commit = revision === undefined ? head : await resolveRevision(root, revision)
  const checkedOut = event !== undefined && commit === head
  const before = checkedOut && event?.name === 'push' && !/^0+$/.test(event.before ?? '0') ? event.before! : undefined
  return { commit, before, checkedOut }
}
