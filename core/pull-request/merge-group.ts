import { readQueueBranch } from './queue-branch.ts'

/** A merge group of GitHub's merge queue: pull requests that are tried together. */
export interface MergeGroup {
  readonly head_sha: string
  /** The commit that it was put on: the base's tip, or the head of the group before it. */
  readonly base_sha: string
  /** `main`, or `refs/heads/main`. */
  readonly base_ref: string
  /** `gh-readonly-queue/main/pr-7-<base_sha>`, or that with `refs/heads/` before it. */
  readonly head_ref: string
}

/** Without `refs/heads/`. */
export function bare(ref: string): string {
  return ref.replace(/^refs\/heads\//, '')
}

/** Whether a check is of a merge group, by its `external_id`: that is `base_sha`, where others name pull requests. */
export function isOfGroup(externalId: string): boolean {
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(externalId)
}

/** A commit of a merge group. */
export interface GroupCommit {
  readonly sha: string
  readonly parents: readonly string[]
  readonly message: string
  /** Made and signed by GitHub. */
  readonly isOfGitHub: boolean
}

/** An open pull request for the base of the group. */
export interface QueuedPull {
  readonly number: number
  readonly head: string
}

/** Which pull requests a group is made of, and commits that belong to none that can be told. */
export interface GroupPulls {
  /** In the order of their commits. */
  readonly pulls: readonly number[]
  readonly unknown: readonly string[]
}

/**
 * Which pull requests a merge group would bring into its base. The queue makes one commit a pull request, each on the
 * one before: a merge has the pull request's head as its second parent, and what was squashed has its number in a title
 * that GitHub wrote and signed. The last one's number stands in the name of the group's branch too. A title that
 * anybody else wrote says nothing.
 *
 * @param commits what the base branch does not have of the group's head, in any order: those of groups before it too
 * @param open pull requests for the base of the group
 */
export function pullsOfGroup(
  { head_ref, head_sha }: Pick<MergeGroup, 'head_ref' | 'head_sha'>,
  commits: readonly GroupCommit[],
  open: readonly QueuedPull[],
): GroupPulls {
  const bySha = new Map(commits.map((commit) => [commit.sha, commit]))
  const last = readQueueBranch(bare(head_ref))?.pull
  const pulls: number[] = []
  const unknown: string[] = []
  for (let commit = bySha.get(head_sha); commit !== undefined; commit = bySha.get(commit.parents[0] ?? '')) {
    const isLast = commit.sha === head_sha && commit.parents.length === 1
    const found = pullOf(commit, open) ?? (isLast ? last : undefined)
    if (found !== undefined && open.some(({ number }) => number === found)) pulls.unshift(found)
    else unknown.unshift(commit.sha)
  }
  return { pulls: [...new Set(pulls)], unknown }
}

function pullOf(commit: GroupCommit, open: readonly QueuedPull[]): number | undefined {
  const { parents } = commit
  const told = numberIn(commit)
  if (parents.length === 1) return told
  const found = open.filter(({ head }) => head === parents[1])
  // A fork may have the same commit as another pull request: then what GitHub wrote decides.
  return found.length === 1 ? found[0]!.number : found.find(({ number }) => number === told)?.number
}

/** The number in the title of a commit that GitHub made. */
function numberIn({ isOfGitHub, message }: GroupCommit): number | undefined {
  if (!isOfGitHub) return undefined
  const [title = ''] = message.split('\n')
  const [, squashed, merged] = / \(#(\d+)\)$|^Merge pull request #(\d+) from \S+$/.exec(title) ?? []
  const number = squashed ?? merged
  return number === undefined ? undefined : Number(number)
}
