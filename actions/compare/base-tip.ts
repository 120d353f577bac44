import { UserError } from '../../core/errors.ts'
import { commitParents } from '../../core/io/commit-parents.ts'
import {
  deepenUntil,
  fetchBranch,
  fetchCommit,
  fetchCommits,
  remoteDefaultBranch,
} from '../../core/io/fetch-history.ts'
import {
  findMergeBase,
  findRevision,
  firstRevision,
  isDirty,
  isShallow,
  mergeBase,
  resolveRevision,
} from '../../core/io/git.ts'
import { askGit } from '../../core/io/run-git.ts'
import type { Host } from '../action.ts'

type Step = Pick<Host, 'step'>

/** A commit that a base branch ends in, and its name for people. */
export interface Tip {
  readonly name: string
  readonly commit: string
}

/** What a change is compared with, and whose rules count. */
export interface BaseCommits {
  readonly commit: string
  readonly tip: Tip
}

const DEFAULT_BRANCHES = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master']

/**
 * The merge base with the revision that is named, else with the default branch. On the default branch itself it is
 * the checked-out commit while there are changes, else its first parent. What a shallow clone lacks is fetched.
 *
 * @returns undefined where there is no default branch, or no commit before the first
 * @throws {UserError} if the revision that is named is unknown, or no commit is shared
 */
export async function branchBase(
  root: string,
  head: string,
  revision: string | undefined,
  { step }: Step,
): Promise<BaseCommits | undefined> {
  if (revision !== undefined) {
    await bring(root, revision, step)
    const tip = { name: revision, commit: await resolveRevision(root, revision) }
    return { commit: await whereParted(root, tip.commit, head, { step }), tip }
  }
  const tip = (await defaultTip(root)) ?? (await fetchDefault(root, step))
  if (tip === undefined) return undefined
  if (tip.commit === head && !(await isDirty(root))) return commitBefore(root, head, { step })
  return { commit: await whereParted(root, tip.commit, head, { step }), tip }
}

/** The first parent of a commit; undefined where it is the first. */
export async function commitBefore(root: string, head: string, { step }: Step): Promise<BaseCommits | undefined> {
  const [parent] = await commitParents(root, head)
  if (parent === undefined) return undefined
  if (await fetchCommits(root, [parent], step))
    return { commit: parent, tip: { name: 'the commit before', commit: parent } }
  throw new UserError(
    `Missing the commit before ${head.slice(0, 7)} in this clone, and origin does not give it: set \`fetch-depth: 0\` on actions/checkout, or run \`git fetch --unshallow\``,
  )
}

/**
 * The commit where two branches parted. A shallow clone fetches older commits until it is there.
 *
 * @throws {UserError} if they share none, or none that can be had
 */
export async function whereParted(root: string, tip: string, head: string, { step }: Step): Promise<string> {
  const found = await findMergeBase(root, tip, head)
  if (found !== undefined) return found
  if (await isShallow(root))
    await deepenUntil(root, async () => (await findMergeBase(root, tip, head)) !== undefined, step)
  return mergeBase(root, tip, head)
}

/** Makes a shallow clone know a revision, if that can be: a branch of the remote, a commit, or so many before one. */
async function bring(root: string, revision: string, step: Host['step']): Promise<void> {
  if ((await isThere(root, revision)) || !(await isShallow(root))) return
  if (revision.startsWith('origin/')) await fetchBranch(root, revision.slice('origin/'.length), step)
  else if (!(await fetchCommit(root, revision, step)) && /[~^]|^[0-9a-f]{7,}$/.test(revision))
    await deepenUntil(root, () => isThere(root, revision), step)
}

async function defaultTip(root: string): Promise<Tip | undefined> {
  const found = await firstRevision(root, DEFAULT_BRANCHES)
  return found && { name: await branchOf(root, found.name), commit: found.commit }
}

/** What `origin/HEAD` stands for: `origin/main` tells people more. */
async function branchOf(root: string, name: string): Promise<string> {
  if (name !== 'origin/HEAD') return name
  const branch = await askGit(root, ['symbolic-ref', '--quiet', '--short', `refs/remotes/${name}`], [1, 128])
  return branch?.toString().trim() ?? name
}

/** A shallow clone of one branch knows no other. */
async function fetchDefault(root: string, step: Host['step']): Promise<Tip | undefined> {
  if (!(await isShallow(root))) return undefined
  const branch = await remoteDefaultBranch(root)
  if (branch === undefined || !(await fetchBranch(root, branch, step))) return undefined
  const name = `origin/${branch}`
  const commit = await findRevision(root, name)
  return commit === undefined ? undefined : { name, commit }
}

async function isThere(root: string, revision: string): Promise<boolean> {
  return (await findRevision(root, revision)) !== undefined
}
