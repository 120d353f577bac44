import { UserError } from '../../core/errors.ts'
import { commitParents } from '../../core/io/commit-parents.ts'
import { fetchCommits, remoteTip } from '../../core/io/fetch-history.ts'
import { findRevision, isShallow } from '../../core/io/git.ts'
import { hasOrigin, OriginUnreachable } from '../../core/io/origin.ts'
import type { Host } from '../action.ts'
import type { RunnerEvent } from '../event.ts'
import { baseRemote, ORIGIN } from './base-remote.ts'
import { type BaseCommits, commitBefore, type Tip, whereParted } from './base-tip.ts'

type Shown = Pick<Host, 'environment' | 'step' | 'warn'>

/** A change that a runner is asked to judge, as the event tells it. */
interface Change {
  /** For people: `pull request 7`. */
  readonly name: string
  /** The branch that it is to be merged into. */
  readonly branch: string
  /** Its newest commit; undefined where only the branch is known. */
  readonly head: string | undefined
  /** What a merge queue has put it on. */
  readonly base: string | undefined
  /** The repository that the branch is in, where the event says so: `acme/models`. */
  readonly repository: string | undefined
}

/**
 * The commits that the event of a runner's job speaks of: of a pull request the first parent of its merge commit, or,
 * where its head itself is checked out, the commit where it left the base branch; of a merge queue what the group was
 * put on; of a push to the default branch the commit before. What a shallow clone lacks is fetched, and no more.
 *
 * @param target the base branch of a pull request, where there is no event to say it
 * @returns undefined where the event is about no change; `none` where there is nothing before it
 * @throws {UserError} if the base branch is not to be had, or something else than the change is checked out
 */
export async function eventBase(
  root: string,
  head: string,
  { event, target }: { readonly event: RunnerEvent | undefined; readonly target: string | undefined },
  host: Shown,
): Promise<BaseCommits | 'none' | undefined> {
  const change = changeOf(event, target)
  if (change !== undefined) return baseOfChange(root, head, change, host)
  if (event?.name !== 'push' || event.ref !== `refs/heads/${event.repository?.default_branch}`) return undefined
  return (await commitBefore(root, head, host)) ?? 'none'
}

/** Whether the event is about a change that somebody wants merged. */
export function isAboutChange(event: RunnerEvent | undefined): boolean {
  return event !== undefined && changeOf(event, undefined) !== undefined
}

function changeOf(event: RunnerEvent | undefined, target: string | undefined): Change | undefined {
  const { merge_group: group, pull_request: pull, repository: place } = event ?? {}
  const repository = place?.full_name
  if (pull !== undefined) {
    const { base, head, number } = pull
    return { name: `pull request ${number}`, branch: base.ref, head: head.sha, base: undefined, repository }
  }
  if (group !== undefined) {
    const branch = group.base_ref.replace(/^refs\/heads\//, '')
    return { name: 'the merge group', branch, head: group.head_sha, base: group.base_sha, repository }
  }
  if (target === undefined) return undefined
  return { name: 'the pull request', branch: target, head: undefined, base: undefined, repository }
}

async function baseOfChange(root: string, head: string, change: Change, host: Shown): Promise<BaseCommits> {
  const parents = await commitParents(root, head)
  const merged = change.head !== undefined && parents.length === 2 && parents[1] === change.head
  const base = change.base ?? (merged ? parents[0] : undefined)
  const remote = await baseRemote(root, change.repository, host)
  const tip = await tipOf(root, change, { ...host, remote })
  await bring(root, [tip.commit, ...(base === undefined ? [] : [base])], tip, { ...host, remote })
  if (head === tip.commit && change.head !== undefined && head !== change.head) {
    throw new UserError(
      `Unexpected checkout of ${tip.name} itself, expected ${change.name}: leave \`ref\` of actions/checkout out, and run on \`pull_request\``,
    )
  }
  return { commit: base ?? (await whereParted(root, tip.commit, head, host)), tip }
}

type Asking = Shown & { readonly remote: string }

/** Where the base branch ends now; where nobody can be asked, as far as this clone knows. */
async function tipOf(root: string, { branch, name }: Change, { remote, warn }: Asking): Promise<Tip> {
  const ours = remote === ORIGIN
  const known = ours ? `${ORIGIN}/${branch}` : `${branch} of ${remote}`
  const here = ours ? await findRevision(root, `refs/remotes/${known}`) : undefined
  const reachable = !ours || (await hasOrigin(root))
  const asked = reachable ? await remoteTip(root, branch, remote).catch(unlessUnreachable) : undefined
  if (typeof asked === 'string') return { name: known, commit: asked }
  if (here === undefined) {
    const why = asked?.message ?? `it is neither at ${remote} nor in this clone`
    throw new UserError(
      `Missing base branch \`${branch}\` of ${name}: ${why}; give the job \`contents: read\`, or set \`fetch-depth: 0\` on actions/checkout`,
    )
  }
  if (asked !== undefined) warn(`${asked.message}; the rules are those of ${known} as this clone knows it`)
  return { name: known, commit: here }
}

async function bring(root: string, commits: readonly string[], { name }: Tip, { remote, step }: Asking): Promise<void> {
  if (await fetchCommits(root, commits, step, remote)) return
  const how = (await isShallow(root)) ? 'set `fetch-depth: 0` on actions/checkout' : `run \`git fetch ${remote}\``
  throw new UserError(`Missing commits of ${name} in this clone, and ${remote} does not give them: ${how}`)
}

function unlessUnreachable(error: unknown): OriginUnreachable {
  if (error instanceof OriginUnreachable) return error
  throw error
}
